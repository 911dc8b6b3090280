package org.holdfast.ejb.rootoftrust;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.hsm.HsmConnection;
import org.holdfast.domain.hsm.HsmException;
import org.holdfast.domain.hsm.HsmLoginRefused;
import org.holdfast.domain.hsm.KeyRef;
import org.holdfast.domain.hsm.WrappedSecret;
import org.holdfast.domain.rootoftrust.RootOfTrust;
import org.holdfast.domain.rootoftrust.RootOfTrustState;
import org.holdfast.domain.secret.SecretBytes;
import org.jspecify.annotations.Nullable;

/**
 * The Root of Trust key in the HSM, for use by others: each call is one HSM operation on a pooled
 * session. A failure is coded, and most of them pass: the HSM is back a little later.
 */
@ApplicationScoped
public class RootKey {

  /** A call on a connection to the HSM. */
  @FunctionalInterface
  private interface Call<T> {
    T on(HsmConnection connection, RootOfTrust rootOfTrust) throws HsmException;
  }

  @Inject private HsmWallet hsmWallet;
  @Inject private RootOfTrustTransactions transactions;

  private volatile @Nullable RootOfTrust inForce;

  /** Whether HSM mode is in force. */
  public boolean isThere() {
    return transactions.load() instanceof RootOfTrustState.HsmProtected;
  }

  /** Whether that is the number of the key in force. */
  public boolean isInForce(KeyRef key) {
    return transactions.load() instanceof RootOfTrustState.HsmProtected protectedByHsm
        && protectedByHsm.rootOfTrust().key().equals(key);
  }

  /** Wraps a secret of 1 to 4096 bytes. */
  public WrappedSecret wrap(SecretBytes secret) {
    return call((connection, rootOfTrust) -> connection.wrap(rootOfTrust.key(), secret));
  }

  /** Unwraps what {@link #wrap} made, for the caller to close. */
  public SecretBytes unwrap(WrappedSecret wrapped) {
    return call((connection, rootOfTrust) -> connection.unwrap(wrapped));
  }

  /** Random bytes of the HSM's making, 1 to 4096, for the caller to close. */
  public SecretBytes random(int size) {
    return call((connection, rootOfTrust) -> connection.random(size));
  }

  /** Another Root of Trust, or none, may be in force from now on. */
  void changed() {
    inForce = null;
  }

  private <T> T call(Call<T> call) {
    RootOfTrust rootOfTrust = rootOfTrust();
    try (HsmConnection connection = hsmWallet.connect(rootOfTrust)) {
      return call.on(connection, rootOfTrust);
    } catch (HsmException e) {
      inForce = null;
      if (e instanceof HsmLoginRefused) {
        transactions.saveCredentialRefused();
      }
      throw HsmWallet.ofStoredCredential(e);
    }
  }

  private RootOfTrust rootOfTrust() {
    RootOfTrust known = inForce;
    if (known != null) {
      return known;
    }
    if (transactions.load() instanceof RootOfTrustState.HsmProtected protectedByHsm) {
      inForce = protectedByHsm.rootOfTrust();
      return protectedByHsm.rootOfTrust();
    }
    throw new VaultException(ErrorCode.HSM_MODE_REQUIRED);
  }
}
