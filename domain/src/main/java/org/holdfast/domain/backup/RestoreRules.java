package org.holdfast.domain.backup;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.holdfast.domain.backup.file.BackupManifest;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.rootoftrust.RootsOfTrust;

/** Which backups a server can restore, as far as the backup's manifest tells (S71, S73). */
public final class RestoreRules {

  /**
   * The server that is to restore.
   *
   * @param hsmMode whether HSM mode is in force
   * @param storedVendors which vendors' HSMs the stored credentials are for
   * @param schemaVersion of its tables
   */
  public record Server(boolean hsmMode, Set<String> storedVendors, int schemaVersion) {

    public Server {
      storedVendors = Set.copyOf(storedVendors);
    }
  }

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
    RootsOfTrust needed = manifest.roots();
    if (needed == null) {
      if (server.hsmMode()) {
        throw new VaultException(
            ErrorCode.BACKUP_OTHER_MODE, "the backup was made without HSM, this vault has one");
      }
      return;
    }
    if (server.storedVendors().isEmpty()) {
      throw new VaultException(
          ErrorCode.CREDENTIAL_MISSING,
          "the backup was made in HSM mode (%s)".formatted(describe(needed)));
    }
    if (needed.inOrder().stream()
        .noneMatch(one -> server.storedVendors().contains(one.root().vendorId()))) {
      throw new VaultException(
          ErrorCode.BACKUP_OTHER_VENDOR,
          "the backup names %s, the stored credential is for %s"
              .formatted(
                  vendors(needed), String.join(", ", new TreeSet<>(server.storedVendors()))));
    }
  }

  private static String describe(RootsOfTrust roots) {
    return roots.inOrder().stream()
        .map(one -> one.root().vendorId() + ", " + one.root().key())
        .collect(Collectors.joining("; or "));
  }

  private static String vendors(RootsOfTrust roots) {
    return roots.inOrder().stream()
        .map(one -> one.root().vendorId())
        .distinct()
        .collect(Collectors.joining(" and "));
  }
}
