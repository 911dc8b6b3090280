package org.holdfast.ejb.rootoftrust;

import java.util.List;
import org.holdfast.domain.rootoftrust.NamedRoot;
import org.holdfast.domain.rootoftrust.RootOfTrust;
import org.holdfast.domain.rootoftrust.RootsOfTrust;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.domain.wallet.MasterKeyRing;
import org.jspecify.annotations.Nullable;

/** What came to light when a backup's wallet was opened. Not to be shared between threads. */
public final class OpenedBackup implements AutoCloseable {

  private final SecretBytes walletPassword;
  private final MasterKeyRing ring;
  private final @Nullable RootsOfTrust roots;
  private final List<NamedRoot> reached;
  private boolean taken;

  /**
   * @param walletPassword is owned by the new object
   * @param ring is owned by the new object
   * @param roots of the backup, each as this server reaches it, or as the backup names it where it
   *     does not; null in passphrase mode
   * @param reached those of them that this server reaches, the one that opened the wallet first;
   *     empty in passphrase mode
   */
  OpenedBackup(
      SecretBytes walletPassword,
      MasterKeyRing ring,
      @Nullable RootsOfTrust roots,
      List<NamedRoot> reached) {
    this.walletPassword = walletPassword;
    this.ring = ring;
    this.roots = roots;
    this.reached = List.copyOf(reached);
  }

  /** The backup's master keys; not to be closed by the caller. */
  public MasterKeyRing ring() {
    return ring;
  }

  /** The backup's Roots of Trust, as they will be in force here; null in passphrase mode. */
  public @Nullable RootsOfTrust roots() {
    return roots;
  }

  /** Whether there are Roots of Trust of the backup that this server does not reach. */
  public boolean isPartlyReached() {
    return roots != null && reached.size() < roots.size();
  }

  /** The Root of Trust that opened the wallet; null in passphrase mode. */
  @Nullable RootOfTrust reached() {
    return reached.isEmpty() ? null : reached.get(0).root();
  }

  /** All that this server reaches. */
  List<NamedRoot> allReached() {
    return reached;
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
    return "OpenedBackup[" + reached + "]";
  }
}
