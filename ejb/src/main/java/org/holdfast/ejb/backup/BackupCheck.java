package org.holdfast.ejb.backup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.holdfast.domain.backup.BackupName;
import org.holdfast.domain.backup.BackupStore;
import org.holdfast.domain.backup.BackupStore.StoredFile;
import org.holdfast.domain.backup.BackupType;
import org.holdfast.domain.backup.RestoreRules;
import org.holdfast.domain.backup.VaultTables;
import org.holdfast.domain.backup.file.BackupReader;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.ejb.rootoftrust.BackupOpener;
import org.holdfast.ejb.rootoftrust.OpenedBackup;
import org.jspecify.annotations.Nullable;

/** Finds out whether a backup can be restored here; reads no table (S71, S73). */
@ApplicationScoped
class BackupCheck {

  @Inject private Destinations destinations;
  @Inject private BackupOpener opener;
  @Inject private VaultTables tables;

  /**
   * Checks all that a restore needs.
   *
   * @return for the caller to close
   * @throws VaultException {@link ErrorCode#NOT_STANDALONE}, {@link ErrorCode#BACKUP_UNKNOWN},
   *     {@link ErrorCode#BACKUP_DAMAGED}, {@link ErrorCode#BASE_MISSING}; as {@link
   *     RestoreRules#require}, {@link BackupOpener#open}
   */
  CheckedBackup toRestore(UUID destination, String file, SecretChars passphrase) {
    requireStandalone();
    return check(destination, file, reader -> opener.open(reader, passphrase));
  }

  /** As {@link #toRestore}, without the passphrase: for proof alone. */
  CheckedBackup toProve(UUID destination, String file) {
    return check(destination, file, opener::openByItself);
  }

  /**
   * @throws VaultException {@link ErrorCode#NOT_STANDALONE}
   */
  void requireStandalone() {
    if (tables.isReplicated()) {
      throw new VaultException(ErrorCode.NOT_STANDALONE);
    }
  }

  private CheckedBackup check(
      UUID destination, String file, Function<BackupReader, OpenedBackup> unlock) {
    BackupName name =
        BackupName.parse(file)
            .orElseThrow(() -> new VaultException(ErrorCode.BACKUP_UNKNOWN).atField("file"));
    try (BackupStore store = destinations.open(destination)) {
      // Before anything else: it costs nothing, and the HSM need not be asked.
      CheckedBackup.Part itself = requireRules(read(store, file));
      CheckedBackup.Part base =
          itself.manifest().type() == BackupType.FULL ? null : base(store, name, itself);
      return new CheckedBackup(destination, itself, base, unlock(store, itself, unlock));
    }
  }

  private CheckedBackup.Part requireRules(CheckedBackup.Part part) {
    RestoreRules.require(part.manifest(), opener.server(tables.schemaVersion()));
    return part;
  }

  private static OpenedBackup unlock(
      BackupStore store, CheckedBackup.Part part, Function<BackupReader, OpenedBackup> unlock) {
    try (InputStream in = store.open(part.file());
        BackupReader reader = new BackupReader(in)) {
      if (!reader.manifestBytes().equals(part.manifestBytes())) {
        throw new VaultException(ErrorCode.BACKUP_NOT_PROVED, part.file() + " is another one now");
      }
      return unlock.apply(reader);
    } catch (IOException e) {
      throw BackupFailures.of(e);
    }
  }

  private static CheckedBackup.Part read(BackupStore store, String file) {
    try (InputStream in = store.open(file);
        BackupReader reader = new BackupReader(in)) {
      return new CheckedBackup.Part(file, reader.manifest(), reader.manifestBytes());
    } catch (IOException e) {
      throw BackupFailures.of(e);
    }
  }

  private static CheckedBackup.Part base(
      BackupStore store, BackupName name, CheckedBackup.Part incremental) {
    UUID wanted = incremental.manifest().base();
    for (String candidate : fullOnes(store, name)) {
      CheckedBackup.Part part = readIfSound(store, candidate);
      if (part != null && part.manifest().id().equals(wanted)) {
        return part;
      }
    }
    throw new VaultException(
        ErrorCode.BASE_MISSING,
        "the full backup %s of schedule %s, made before %s"
            .formatted(wanted, name.schedule(), name.time()));
  }

  /** The newest first, as it is most likely that one. */
  private static List<String> fullOnes(BackupStore store, BackupName name) {
    return store.list().stream()
        .map(StoredFile::name)
        .filter(file -> BackupName.parse(file).filter(one -> mayBeBase(one, name)).isPresent())
        .sorted(
            Comparator.comparing((String file) -> BackupName.parse(file).orElseThrow().time())
                .reversed())
        .toList();
  }

  private static boolean mayBeBase(BackupName full, BackupName incremental) {
    return full.type() == BackupType.FULL
        && full.schedule().equals(incremental.schedule())
        && !full.time().isAfter(incremental.time());
  }

  /** Null for a file that is not what its name says: another may be. */
  private static CheckedBackup.@Nullable Part readIfSound(BackupStore store, String file) {
    try {
      return read(store, file);
    } catch (VaultException e) {
      if (e.code() == ErrorCode.BACKUP_DAMAGED
          || e.code() == ErrorCode.BACKUP_VERSION
          || e.code() == ErrorCode.BACKUP_UNKNOWN) {
        return null;
      }
      throw e;
    }
  }
}
