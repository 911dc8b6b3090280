package org.holdfast.ejb.backup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.holdfast.domain.audit.AuditOperation;
import org.holdfast.domain.backup.BackupName;
import org.holdfast.domain.backup.BackupProgress;
import org.holdfast.domain.backup.BackupRun;
import org.holdfast.domain.backup.BackupStore;
import org.holdfast.domain.backup.BackupStore.StoredFile;
import org.holdfast.domain.backup.VaultTables.TableRows;
import org.holdfast.domain.backup.file.BackupManifest;
import org.holdfast.domain.backup.file.BackupWriter;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.node.NodeIdentity;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.ejb.node.SystemMessages;
import org.holdfast.ejb.node.VaultConfig;
import org.holdfast.ejb.rootoftrust.CrashPoint;
import org.jspecify.annotations.Nullable;

/** Makes the file of one backup: streamed to its destination, renamed, read back. */
@ApplicationScoped
class BackupMaking {

  private static final int BUFFER_BYTES = 1 << 16;

  @Inject private Destinations destinations;
  @Inject private BackupTransactions transactions;
  @Inject private MomentTaker taker;
  @Inject private BackupProgress progress;
  @Inject private NodeIdentity node;
  @Inject private VaultConfig config;
  @Inject private Clock clock;
  @Inject private CrashPoint crash;

  /**
   * Makes it as it was claimed; a full one all the same if the file that an incremental one goes
   * with is not there any more.
   *
   * @throws VaultException why it failed; then no file is left, as far as the destination can be
   *     reached
   */
  BackupRun.Made make(BackupRun run) {
    try (BackupStore store = destinations.open(run.destination())) {
      deleteFormerLeftOvers(store, run);
      Set<String> there = names(store);
      BackupRun base = base(run, there).orElse(null);
      progress.step("taking the snapshot", 0);
      try (BackupMoment moment = taker.take(run.id(), base)) {
        transactions.saveKeys(run.id(), moment.keysInUse());
        return make(run, moment, store, freeName(run, moment, there));
      }
    }
  }

  /** What failed runs could not delete, as their destination was away then: it takes room. */
  private void deleteFormerLeftOvers(BackupStore store, BackupRun run) {
    Set<String> there = names(store);
    transactions.failedFiles(run.destination()).stream()
        .flatMap(file -> Stream.of(file + BackupName.UNFINISHED, file))
        .filter(there::contains)
        .forEach(file -> deleteIfPossible(store, file));
  }

  private static void deleteIfPossible(BackupStore store, String file) {
    try {
      store.delete(file);
    } catch (VaultException e) {
      SystemMessages.LOG.backupNotDeleted(file, BackupFailures.text(e));
    }
  }

  private static Set<String> names(BackupStore store) {
    return store.list().stream().map(StoredFile::name).collect(Collectors.toUnmodifiableSet());
  }

  /** Deletes what a run that came to nothing has left. */
  void deleteLeftOvers(BackupRun run) {
    String file = run.file();
    if (file != null) {
      deleteAnew(run.destination(), file);
    }
  }

  private Optional<BackupRun> base(BackupRun run, Set<String> there) {
    UUID base = run.base();
    return base == null
        ? Optional.empty()
        : transactions
            .run(base)
            .filter(full -> full.snapshot() != null && isThere(full.file(), there));
  }

  private static boolean isThere(@Nullable String file, Set<String> there) {
    return file != null && there.contains(file);
  }

  private BackupName freeName(BackupRun run, BackupMoment moment, Set<String> there) {
    Instant time = clock.instant();
    BackupName name = name(run, moment, time);
    // Schedules with like names can be due in the same second.
    while (there.contains(name.fileName())
        || there.contains(name.fileName() + BackupName.UNFINISHED)) {
      time = time.plus(Duration.ofSeconds(1));
      name = name(run, moment, time);
    }
    return name;
  }

  private static BackupName name(BackupRun run, BackupMoment moment, Instant time) {
    return BackupName.of(run.scheduleName(), moment.type(), time, moment.hsmMode());
  }

  private BackupRun.Made make(
      BackupRun run, BackupMoment moment, BackupStore store, BackupName name) {
    String file = name.fileName();
    transactions.saveOngoing(run.writing(file));
    BackupManifest manifest =
        moment.manifest(run.id(), config.version(), node.id(), clock.instant());
    try {
      BackupWriter.Summary written = write(moment, manifest, store, file + BackupName.UNFINISHED);
      crash.reached(AuditOperation.BACK_UP + ":UPLOADED");
      store.rename(file + BackupName.UNFINISHED, file);
      crash.reached(AuditOperation.BACK_UP + ":RENAMED");
      progress.step("reading it back", 0);
      requireSame(store, file, written);
      BackupRun base = moment.base();
      return new BackupRun.Made(
          manifest.type(),
          file,
          base == null ? null : base.id(),
          moment.snapshot().identity(),
          moment.snapshot().system(),
          written.sha256(),
          written.bytes(),
          manifest.objects());
    } catch (IOException | RuntimeException e) {
      VaultException failure = BackupFailures.of(e);
      delete(store, run.destination(), file, failure);
      throw failure;
    }
  }

  private BackupWriter.Summary write(
      BackupMoment moment, BackupManifest manifest, BackupStore store, String name)
      throws IOException {
    progress.step("copying tables", manifest.rows());
    try (OutputStream out = store.create(name);
        BackupWriter writer = new BackupWriter(out, manifest, moment::prove, moment.key())) {
      long rows = 0;
      for (TableRows table : manifest.tables()) {
        try (OutputStream to = writer.table()) {
          moment.snapshot().copy(table, to);
        }
        rows += table.rows();
        progress.rows(rows);
      }
      return writer.finish();
    }
  }

  private static void requireSame(BackupStore store, String file, BackupWriter.Summary written)
      throws IOException {
    MessageDigest digest = sha256();
    long bytes = 0;
    try (InputStream in = store.open(file)) {
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
        bytes += read;
      }
    }
    if (bytes != written.bytes() || !Bytes.of(digest.digest()).equals(written.sha256())) {
      throw new VaultException(
          ErrorCode.BACKUP_DAMAGED,
          "%s came back as other bytes (%d of %d)".formatted(file, bytes, written.bytes()));
    }
  }

  private void delete(BackupStore store, UUID destination, String file, VaultException failure) {
    try {
      store.delete(file + BackupName.UNFINISHED);
      store.delete(file);
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
      try {
        deleteAnew(destination, file);
      } catch (RuntimeException again) {
        failure.addSuppressed(again);
      }
    }
  }

  private void deleteAnew(UUID destination, String file) {
    try (BackupStore store = destinations.open(destination)) {
      store.delete(file + BackupName.UNFINISHED);
      store.delete(file);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is not available", e);
    }
  }
}
