package org.holdfast.cli.verify;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.holdfast.cli.failure.CommandFailure;
import org.holdfast.domain.backup.VaultTables.TableRows;
import org.holdfast.domain.backup.file.BackupKey;
import org.holdfast.domain.backup.file.BackupManifest;
import org.holdfast.domain.backup.file.BackupReader;
import org.holdfast.domain.backup.file.BackupWriter.Summary;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.home.HomeFile;
import org.holdfast.domain.rootoftrust.RootsOfTrust;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.domain.wallet.MasterKeyRing;
import org.holdfast.domain.wallet.WalletFile;
import org.holdfast.domain.wallet.WrappedWalletPassword;
import org.holdfast.domain.wallet.WrappedWalletPassword.UnderPassphrase;
import org.jspecify.annotations.Nullable;

/**
 * Checks a backup file by itself, without vault or database, from its first to its last byte. One
 * made in HSM mode opens with the HSM and the stored credential of a home on this machine.
 */
public final class OfflineCheck {

  private static final int BUFFER_BYTES = 256 << 10;

  private OfflineCheck() {}

  /** How much was checked. */
  public enum Depth {
    /** Structure and checksums, which whoever changes a file can make anew. */
    CHECKSUMS,
    /** As {@link #CHECKSUMS}: in HSM mode a passphrase opens nothing without the HSM. */
    NEEDS_HSM,
    /** Every row was decrypted and counted. */
    ALL
  }

  /**
   * A file that is as it should be, as far as was checked.
   *
   * @param manifest what it says of itself
   * @param summary of the whole file
   */
  public record Result(BackupManifest manifest, Summary summary, Depth depth) {}

  /**
   * Checks structure and checksums, and with a passphrase all of it, where that opens it.
   *
   * @param passphrase is asked for when the file turns out to need it; null to check checksums
   *     alone. What it gives is closed here.
   * @param hsm the way to an HSM, for a file made in HSM mode
   * @throws VaultException {@link ErrorCode#BACKUP_DAMAGED}, {@link ErrorCode#BACKUP_VERSION},
   *     {@link ErrorCode#BACKUP_NOT_PROVED}, {@link ErrorCode#RECOVERY_PASSPHRASE_WRONG}, and in
   *     HSM mode what may be wrong with the HSM
   * @throws CommandFailure if there is no file to read
   */
  public static Result of(Path file, @Nullable Supplier<SecretChars> passphrase, BackupHsm hsm) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
        BackupReader reader = new BackupReader(in)) {
      BackupManifest manifest = reader.manifest();
      RootsOfTrust roots = manifest.roots();
      if (passphrase == null || (roots != null && !hsm.isPrepared())) {
        Depth depth = passphrase == null ? Depth.CHECKSUMS : Depth.NEEDS_HSM;
        return new Result(manifest, reader.checkWithoutKey(), depth);
      }
      try (SecretChars typed = passphrase.get();
          SecretBytes key = roots == null ? key(manifest, typed) : hsm.open(reader, roots, typed)) {
        reader.unlock(key);
        for (TableRows table : manifest.tables()) {
          count(reader, table);
        }
        return new Result(manifest, reader.finish(), Depth.ALL);
      }
    } catch (IOException e) {
      throw CommandFailure.usage("%s can't be read: %s.".formatted(file, CommandFailure.reason(e)));
    }
  }

  private static void count(BackupReader reader, TableRows table) throws IOException {
    try (InputStream rows = new BufferedInputStream(reader.table(), BUFFER_BYTES)) {
      long counted = CopyRows.count(rows, table.name(), table.columns().size());
      if (counted != table.rows()) {
        throw new VaultException(
            ErrorCode.BACKUP_NOT_PROVED,
            "%s has %d rows, and the manifest says %d"
                .formatted(table.name(), counted, table.rows()));
      }
    }
  }

  /** The way of a restore: passphrase, wallet password, wallet, the backup's key. */
  private static SecretBytes key(BackupManifest manifest, SecretChars passphrase) {
    WrappedWalletPassword wrapped =
        WrappedWalletPassword.decode(require(manifest, HomeFile.PASSPHRASE_WALLET_PASSWORD));
    if (!(wrapped instanceof UnderPassphrase underPassphrase)) {
      throw new VaultException(
          ErrorCode.BACKUP_NOT_PROVED, "its wallet password is under no passphrase");
    }
    try (SecretBytes walletPassword = underPassphrase.unwrap(passphrase);
        MasterKeyRing ring =
            WalletFile.decode(require(manifest, HomeFile.WALLET), walletPassword)
                .orElseThrow(
                    () ->
                        new VaultException(
                            ErrorCode.BACKUP_NOT_PROVED,
                            "its wallet does not open with its wallet password"))) {
      return BackupKey.open(manifest, ring);
    }
  }

  private static Bytes require(BackupManifest manifest, HomeFile file) {
    Map<HomeFile, Bytes> files = manifest.files();
    Bytes content = files.get(file);
    if (content == null) {
      throw new VaultException(ErrorCode.BACKUP_NOT_PROVED, file.path() + " is not in it");
    }
    return content;
  }
}
