package org.holdfast.ejb.rootoftrust;

import org.holdfast.domain.rootoftrust.RootOfTrust;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.domain.wallet.MasterKeyRing;
import org.jspecify.annotations.Nullable;

/** What came to light when a backup's wallet was opened. Not to be shared between threads. */
public final class OpenedBackup implements AutoCloseable {

  private final SecretBytes walletPassword;
  private final MasterKeyRing ring;
  private final @Nullable RootOfTrust rootOfTrust;
  private boolean taken;

  /**
   * @param walletPassword is owned by the new object
   * @param ring is owned by the new object
   * @param rootOfTrust of the backup, as this server reaches it; null in passphrase mode
   */
  OpenedBackup(SecretBytes walletPassword, MasterKeyRing ring, @Nullable RootOfTrust rootOfTrust) {
    this.walletPassword = walletPassword;
    this.ring = ring;
    this.rootOfTrust = rootOfTrust;
  }

  /** The backup's master keys; not to be closed by the caller. */
  public MasterKeyRing ring() {
    return ring;
  }

  /** The backup's Root of Trust, as this server reaches it; null in passphrase mode. */
  public @Nullable RootOfTrust rootOfTrust() {
    return rootOfTrust;
  }

  SecretBytes walletPassword() {
    return walletPassword;
  }

  /** The master keys, which are the caller's from now on. */
  MasterKeyRing takeRing() {
    taken = true;
    return ring;
  }

  @Override
  public void close() {
    walletPassword.close();
    if (!taken) {
      ring.close();
    }
  }

  @Override
  public String toString() {
    return "OpenedBackup[" + rootOfTrust + "]";
  }
}
