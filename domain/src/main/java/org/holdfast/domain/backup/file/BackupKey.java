package org.holdfast.domain.backup.file;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.UUID;
import org.holdfast.domain.crypto.AesGcm;
import org.holdfast.domain.crypto.Sealed;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.domain.wallet.MasterKey;
import org.holdfast.domain.wallet.MasterKeyRing;

/**
 * A backup's own key, and the same wrapped by the active master key with AES-256-GCM. The
 * associated data binds it to the backup and the master key, so that it opens in the manifest of no
 * other backup.
 */
public final class BackupKey implements AutoCloseable {

  private final UUID masterKey;
  private final SecretBytes key;
  private final Sealed wrapped;

  private BackupKey(UUID masterKey, SecretBytes key, Sealed wrapped) {
    this.masterKey = masterKey;
    this.key = key;
    this.wrapped = wrapped;
  }

  /** A fresh key of 32 bytes for a backup with that identifier; for one file alone. */
  public static BackupKey fresh(MasterKeyRing ring, UUID backup, SecureRandom random) {
    MasterKey active = ring.active();
    SecretBytes key = SecretBytes.random(AesGcm.KEY_BYTES, random);
    return new BackupKey(
        active.id(), key, AesGcm.seal(active.key(), bound(backup, active.id()), key, random));
  }

  /**
   * The key of the backup with this manifest, for the caller to close.
   *
   * @throws VaultException {@link ErrorCode#BACKUP_NOT_PROVED} if the master key is not in the
   *     ring, or the key does not open under it
   */
  public static SecretBytes open(BackupManifest manifest, MasterKeyRing ring) {
    return ring.find(manifest.masterKey())
        .flatMap(
            master -> AesGcm.open(master.key(), bound(manifest.id(), master.id()), manifest.key()))
        .filter(key -> key.size() == AesGcm.KEY_BYTES)
        .orElseThrow(
            () ->
                new VaultException(
                    ErrorCode.BACKUP_NOT_PROVED, "its key does not open with its wallet"));
  }

  /** Identifier of the master key that wraps it. */
  public UUID masterKey() {
    return masterKey;
  }

  /** The key in clear: owned by this object, not to be closed by the caller. */
  public SecretBytes key() {
    return key;
  }

  /** The key as the manifest holds it. */
  public Sealed wrapped() {
    return wrapped;
  }

  /** Zeroes the key. */
  @Override
  public void close() {
    key.close();
  }

  @Override
  public String toString() {
    return "BackupKey[not shown]";
  }

  private static byte[] bound(UUID backup, UUID masterKey) {
    return "holdfast 1 backup %s key %s"
        .formatted(backup, masterKey)
        .getBytes(StandardCharsets.UTF_8);
  }
}
