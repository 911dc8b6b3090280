package org.holdfast.ejb.backup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.holdfast.domain.backup.BackupProgress;
import org.holdfast.domain.backup.BackupRun;
import org.holdfast.domain.backup.BackupStore;
import org.holdfast.domain.backup.BackupType;
import org.holdfast.domain.backup.VaultTables.Sample;
import org.holdfast.domain.backup.VaultTables.Staged;
import org.holdfast.domain.backup.VaultTables.TableRows;
import org.holdfast.domain.backup.file.BackupKey;
import org.holdfast.domain.backup.file.BackupReader;
import org.holdfast.domain.backup.file.BackupWriter;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.object.ObjectCipher;
import org.holdfast.domain.object.WrappedDataKey;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.ejb.rootoftrust.BackupOpener;
import org.holdfast.ejb.rootoftrust.OpenedBackup;

/** Loads a backup into staged tables, and proves that they hold what it says. */
@ApplicationScoped
class BackupLoader {

  private static final int SAMPLES = 200;

  /** How the names of the tables begin that nodes share; the others are computed from those. */
  private static final String SHARED = "vault.";

  @Inject private Destinations destinations;
  @Inject private BackupTransactions transactions;
  @Inject private BackupOpener opener;
  @Inject private BackupProgress progress;

  /**
   * Loads and proves.
   *
   * @throws VaultException {@link ErrorCode#BACKUP_DAMAGED}, {@link ErrorCode#BACKUP_NOT_PROVED};
   *     what may be wrong with destination, database or HSM
   */
  void load(CheckedBackup backup, Staged staged, StepLog log) {
    try (BackupStore store = destinations.open(backup.destination())) {
      for (CheckedBackup.Part part : backup.parts()) {
        log.run("load " + part.file(), () -> load(backup, part, store, staged));
      }
    }
    log.run("complete the tables", () -> complete(backup, staged));
    log.run("count rows", () -> count(backup, staged));
    log.run("decrypt samples", () -> decrypt(backup.opened(), staged));
  }

  private String load(
      CheckedBackup backup, CheckedBackup.Part part, BackupStore store, Staged staged) {
    progress.step("loading " + part.file(), part.manifest().rows());
    try (InputStream in = store.open(part.file());
        BackupReader reader = new BackupReader(in)) {
      if (!reader.manifestBytes().equals(part.manifestBytes())) {
        throw notProved(part.file() + " is another one now");
      }
      try (SecretBytes key = BackupKey.open(reader.manifest(), backup.opened().ring())) {
        reader.unlock(key);
        loadTables(reader, staged);
        BackupWriter.Summary read = reader.finish();
        requireDigest(part, read);
        return "%d rows, %d bytes, SHA-256 %s"
            .formatted(part.manifest().rows(), read.bytes(), read.sha256());
      }
    } catch (IOException e) {
      throw BackupFailures.of(e);
    }
  }

  private void loadTables(BackupReader reader, Staged staged) throws IOException {
    long rows = 0;
    for (TableRows table : reader.manifest().tables()) {
      try (InputStream from = reader.table()) {
        staged.load(table, from);
      }
      rows += table.rows();
      progress.rows(rows);
    }
  }

  /** What this node has made, it knows the digest of. */
  private void requireDigest(CheckedBackup.Part part, BackupWriter.Summary read) {
    Bytes known =
        transactions.run(part.manifest().id()).map(BackupRun::sha256).orElse(read.sha256());
    if (!read.sha256().equals(known)) {
      throw notProved(part.file() + " has SHA-256 " + read.sha256() + ", not " + known);
    }
  }

  private String complete(CheckedBackup backup, Staged staged) {
    progress.step("completing tables", 0);
    staged.complete(backup.manifest().type() == BackupType.INCREMENTAL);
    return "indexes and references are made";
  }

  private String count(CheckedBackup backup, Staged staged) {
    progress.step("proving", 0);
    Map<String, Long> least = new HashMap<>();
    Map<String, Long> most = new HashMap<>();
    for (CheckedBackup.Part part : backup.parts()) {
      for (TableRows table : part.manifest().tables()) {
        least.merge(table.name(), table.rows(), Math::max);
        most.merge(table.name(), table.rows(), Long::sum);
      }
    }
    boolean computed = backup.base() != null;
    long rows = 0;
    for (Map.Entry<String, Long> table : most.entrySet()) {
      long there = staged.rows(table.getKey());
      rows += there;
      long atLeast = least.getOrDefault(table.getKey(), 0L);
      boolean counts = !computed || table.getKey().startsWith(SHARED);
      if (counts && (there < atLeast || there > table.getValue())) {
        throw notProved(
            "%s has %d rows, not %s"
                .formatted(
                    table.getKey(),
                    there,
                    atLeast == table.getValue() ? atLeast : atLeast + " to " + table.getValue()));
      }
    }
    return "%d rows in %d tables".formatted(rows, most.size());
  }

  private String decrypt(OpenedBackup opened, Staged staged) {
    List<Sample> samples = staged.samples(SAMPLES);
    int byHsm = 0;
    int notReached = 0;
    for (Sample sample : samples) {
      try {
        notReached += decrypt(opened, sample) ? 0 : 1;
      } catch (VaultException e) {
        throw e.code() == ErrorCode.OBJECT_UNREADABLE
            ? new VaultException(ErrorCode.BACKUP_NOT_PROVED, "does not decrypt: " + e.detail(), e)
            : e;
      }
      byHsm += sample.sealed().dataKey() instanceof WrappedDataKey.UnderHsm ? 1 : 0;
    }
    return "%d objects, %d of them with data keys held by the HSM".formatted(samples.size(), byHsm)
        + (notReached == 0
            ? ""
            : "; %d are held by an HSM that this server does not reach, and stay unreadable until"
                    .formatted(notReached)
                + " its credential is set");
  }

  /** False if the data key is held by a Root of Trust that this server does not reach. */
  private boolean decrypt(OpenedBackup opened, Sample sample) {
    Optional<SecretBytes> found = dataKey(opened, sample);
    if (found.isEmpty()) {
      return false;
    }
    try (SecretBytes dataKey = found.get()) {
      ObjectCipher.open(sample.binding(), sample.sealed().material(), dataKey).close();
      return true;
    }
  }

  private Optional<SecretBytes> dataKey(OpenedBackup opened, Sample sample) {
    WrappedDataKey dataKey = sample.sealed().dataKey();
    if (dataKey instanceof WrappedDataKey.UnderMasterKey underMasterKey) {
      return Optional.of(ObjectCipher.unwrap(sample.binding(), underMasterKey, opened.ring()));
    }
    if (!(dataKey instanceof WrappedDataKey.UnderHsm underHsm) || opened.roots() == null) {
      throw notProved("a data key is held by an HSM, and the backup was made without one");
    }
    Optional<SecretBytes> unwrapped = opener.unwrap(opened, underHsm.wrapped());
    if (unwrapped.isEmpty() && !opened.isPartlyReached()) {
      throw notProved(
          "a data key is under %s with check value %s, which is not on the token"
              .formatted(underHsm.wrapped().key(), underHsm.wrapped().checkValue()));
    }
    return unwrapped;
  }

  private static VaultException notProved(String why) {
    return new VaultException(ErrorCode.BACKUP_NOT_PROVED, why);
  }
}
