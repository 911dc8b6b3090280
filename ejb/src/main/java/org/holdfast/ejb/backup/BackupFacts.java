package org.holdfast.ejb.backup;

import java.time.Instant;
import java.util.UUID;
import org.holdfast.domain.backup.BackupType;
import org.holdfast.domain.backup.file.BackupManifest;
import org.holdfast.domain.rootoftrust.RootOfTrust;
import org.jspecify.annotations.Nullable;

/**
 * What a backup says of itself, after it was checked.
 *
 * @param version of the vault that made it
 * @param baseFile the full backup's file, for an incremental one
 * @param vendor of the HSM; null in passphrase mode, as what follows
 * @param keyNumber of the Root of Trust key
 * @param checkValue of that key, in hexadecimal
 * @param rows of all tables
 */
public record BackupFacts(
    UUID id,
    String file,
    BackupType type,
    Instant created,
    String version,
    @Nullable String baseFile,
    @Nullable String vendor,
    @Nullable Integer keyNumber,
    @Nullable String checkValue,
    long rows,
    long objects) {

  static BackupFacts of(CheckedBackup backup) {
    BackupManifest manifest = backup.manifest();
    RootOfTrust rootOfTrust = manifest.rootOfTrust();
    CheckedBackup.Part base = backup.base();
    return new BackupFacts(
        manifest.id(),
        backup.file(),
        manifest.type(),
        manifest.created(),
        manifest.version(),
        base == null ? null : base.file(),
        rootOfTrust == null ? null : rootOfTrust.vendorId(),
        rootOfTrust == null ? null : rootOfTrust.key().number(),
        rootOfTrust == null ? null : rootOfTrust.checkValue().toHex(),
        backup.rows(),
        manifest.objects());
  }
}
