package org.holdfast.ejb.backup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.UUID;
import org.holdfast.domain.backup.BackupRun;
import org.holdfast.domain.backup.VaultTables;
import org.holdfast.domain.backup.VaultTables.Snapshot;
import org.holdfast.domain.backup.file.BackupKey;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.rootoftrust.RootsOfTrust;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.domain.wallet.Vault;
import org.holdfast.ejb.rootoftrust.RootKey;
import org.holdfast.ejb.rootoftrust.StillHome;
import org.jspecify.annotations.Nullable;

/**
 * Takes one moment of the vault for a backup. No Root of Trust operation runs meanwhile, so that
 * wallet and tables fit; it is over before the first row is copied.
 */
@ApplicationScoped
class MomentTaker {

  private static final int MAC_KEY_BYTES = 32;

  @Inject private StillHome still;
  @Inject private VaultTables tables;
  @Inject private Vault vault;
  @Inject private RootKey rootKey;
  @Inject private SecureRandom random;

  /**
   * @param base what an incremental backup is to go with; if it is of another database, a full one
   *     comes of it. Null for a full one
   * @return for the caller to close
   * @throws VaultException {@link ErrorCode#VAULT_CLOSED}, {@link ErrorCode#OPERATION_RUNNING},
   *     {@link ErrorCode#DATABASE_AWAY}; in HSM mode what may be wrong with the HSM
   */
  BackupMoment take(UUID backup, @Nullable BackupRun base) {
    return still.with(home -> take(backup, base, home));
  }

  private BackupMoment take(UUID backup, @Nullable BackupRun base, StillHome.Moment home) {
    BackupRun usable = base;
    Snapshot snapshot = tables.snapshot(base == null ? null : base.snapshot());
    if (base != null && !snapshot.system().equals(base.system())) {
      snapshot.close();
      usable = null;
      snapshot = tables.snapshot(null);
    }
    boolean taken = false;
    try {
      BackupMoment moment = withKeys(backup, snapshot, home, usable);
      taken = true;
      return moment;
    } finally {
      if (!taken) {
        snapshot.close();
      }
    }
  }

  private BackupMoment withKeys(
      UUID backup, Snapshot snapshot, StillHome.Moment home, @Nullable BackupRun base) {
    BackupKey key = vault.with(ring -> BackupKey.fresh(ring, backup, random));
    RootsOfTrust roots = home.roots();
    if (roots == null) {
      return new BackupMoment(snapshot, home, key, base, null, null);
    }
    SecretBytes macKey = null;
    try {
      // One of several that is away must be able to prove the backup, too.
      macKey =
          roots.size() > 1
              ? rootKey.backupMacKey(backup)
              : SecretBytes.random(MAC_KEY_BYTES, random);
      return new BackupMoment(snapshot, home, key, base, macKey, rootKey.wrapByAny(macKey));
    } catch (RuntimeException e) {
      if (macKey != null) {
        macKey.close();
      }
      key.close();
      throw e;
    }
  }
}
