package org.holdfast.domain.backup;

import org.holdfast.domain.backup.file.BackupManifest;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.rootoftrust.RootOfTrust;
import org.jspecify.annotations.Nullable;

/** Which backups a server can restore, as far as the backup's manifest tells (S71, S73). */
public final class RestoreRules {

  /**
   * The server that is to restore.
   *
   * @param hsmMode whether HSM mode is in force
   * @param storedVendor which vendor's HSM the stored credential is for; null if none is stored
   * @param schemaVersion of its tables
   */
  public record Server(boolean hsmMode, @Nullable String storedVendor, int schemaVersion) {}

  private RestoreRules() {}

  /**
   * @throws VaultException {@link ErrorCode#BACKUP_VERSION}, {@link ErrorCode#BACKUP_OTHER_MODE},
   *     {@link ErrorCode#CREDENTIAL_MISSING}, {@link ErrorCode#BACKUP_OTHER_VENDOR}
   */
  public static void require(BackupManifest manifest, Server server) {
    if (manifest.schemaVersion() > server.schemaVersion()) {
      throw new VaultException(
          ErrorCode.BACKUP_VERSION,
          "version %s, tables of version %d; this one has version %d"
              .formatted(manifest.version(), manifest.schemaVersion(), server.schemaVersion()));
    }
    RootOfTrust needed = manifest.rootOfTrust();
    if (needed == null) {
      if (server.hsmMode()) {
        throw new VaultException(
            ErrorCode.BACKUP_OTHER_MODE, "the backup was made without HSM, this vault has one");
      }
      return;
    }
    String vendor = server.storedVendor();
    if (vendor == null) {
      throw new VaultException(
          ErrorCode.CREDENTIAL_MISSING,
          "the backup was made in HSM mode (%s, %s)".formatted(needed.vendorId(), needed.key()));
    }
    if (!vendor.equals(needed.vendorId())) {
      throw new VaultException(
          ErrorCode.BACKUP_OTHER_VENDOR,
          "the backup names %s, the stored credential is for %s"
              .formatted(needed.vendorId(), vendor));
    }
  }
}
