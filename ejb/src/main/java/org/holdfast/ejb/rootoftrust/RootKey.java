package org.holdfast.ejb.rootoftrust;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.holdfast.domain.backup.file.BackupManifest;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.hsm.RootKeyFacts;
import org.holdfast.domain.hsm.WrappedSecret;
import org.holdfast.domain.object.HsmHolder;
import org.holdfast.domain.rootoftrust.NamedRoot;
import org.holdfast.domain.rootoftrust.RootOfTrustState;
import org.holdfast.domain.rootoftrust.RootsOfTrust;
import org.holdfast.domain.secret.SecretBytes;
import org.jspecify.annotations.Nullable;

/**
 * The Root of Trust keys in the HSMs, for use by others: each call is one HSM operation on a pooled
 * session. What is wrapped is wrapped by the primary one; what was wrapped is unwrapped by
 * whichever wrapped it. A failure is coded, and most of them pass: the HSM is back a little later.
 */
@ApplicationScoped
public class RootKey {

  @Inject private RootAccess access;
  @Inject private HsmWallet hsmWallet;
  @Inject private RootOfTrustTransactions transactions;
  @Inject private Event<RootOfTrustChanged> changes;

  /** Names of the Roots of Trust on whose tokens keys out of force were found. */
  private final Map<HsmHolder, String> formerKeys = new ConcurrentHashMap<>();

  private volatile @Nullable RootsOfTrust inForce;

  /** Whether HSM mode is in force. */
  public boolean isThere() {
    return transactions.load() instanceof RootOfTrustState.HsmProtected;
  }

  /** The key that {@link #wrap} uses; empty in passphrase mode. */
  public Optional<HsmHolder> holder() {
    if (transactions.load() instanceof RootOfTrustState.HsmProtected protectedByHsm) {
      return Optional.of(holder(protectedByHsm.roots().primary()));
    }
    return Optional.empty();
  }

  /** Wraps a secret of 1 to 4096 bytes, by the primary Root of Trust. */
  public WrappedSecret wrap(SecretBytes secret) {
    return one(roots().primary(), (connection, root) -> connection.wrap(root.key(), secret));
  }

  /** As {@link #wrap}, by the first Root of Trust that answers. */
  public WrappedSecret wrapByAny(SecretBytes secret) {
    return access.first(roots(), (connection, root) -> connection.wrap(root.key(), secret));
  }

  /**
   * Unwraps what {@link #wrap} made, for the caller to close.
   *
   * @throws VaultException {@link ErrorCode#ROOT_OF_DATA_KEY_UNKNOWN}; what may be wrong with the
   *     HSM
   */
  public SecretBytes unwrap(WrappedSecret wrapped) {
    RootsOfTrust roots = roots();
    NamedRoot holder =
        roots
            .holding(wrapped.key(), wrapped.checkValue())
            .orElseGet(
                () -> holderOfFormer(roots, new HsmHolder(wrapped.key(), wrapped.checkValue())));
    return one(holder, (connection, root) -> connection.unwrap(wrapped));
  }

  /** Random bytes of an HSM's making, 1 to 4096, for the caller to close. */
  public SecretBytes random(int size) {
    return access.first(roots(), (connection, root) -> connection.random(size));
  }

  /** The key that proves a backup of several Roots of Trust, for the caller to close. */
  public SecretBytes backupMacKey(UUID backup) {
    return access.first(
        roots(),
        (connection, root) -> {
          try (SecretBytes password = hsmWallet.walletPassword(connection, root)) {
            return BackupManifest.Proof.keyFrom(password, backup);
          }
        });
  }

  /** Other Roots of Trust, or none, may be in force from now on. */
  void changed() {
    inForce = null;
    formerKeys.clear();
    changes.fire(new RootOfTrustChanged());
  }

  private <T> T one(NamedRoot root, RootAccess.Call<T> call) {
    try {
      return access.one(root, call);
    } catch (VaultException e) {
      inForce = null;
      throw e;
    }
  }

  /** A rotation leaves the former key on the token, for what is not re-wrapped yet. */
  private NamedRoot holderOfFormer(RootsOfTrust roots, HsmHolder former) {
    String known = formerKeys.get(former);
    if (known != null) {
      return roots.require(known);
    }
    VaultException failure = null;
    for (NamedRoot root : roots.inOrder()) {
      try {
        if (access.one(root, (connection, key) -> isOn(connection.rootKeys(), former))) {
          formerKeys.put(former, root.name());
          return root;
        }
      } catch (VaultException e) {
        failure = e;
      }
    }
    // It may be on the one that did not answer.
    throw failure != null
        ? failure
        : new VaultException(
            ErrorCode.ROOT_OF_DATA_KEY_UNKNOWN,
            "%s with check value %s".formatted(former.key(), former.checkValue()));
  }

  private static boolean isOn(List<RootKeyFacts> keys, HsmHolder wanted) {
    return keys.stream()
        .anyMatch(
            facts ->
                facts.key().equals(wanted.key()) && facts.checkValue().equals(wanted.checkValue()));
  }

  private static HsmHolder holder(NamedRoot root) {
    return new HsmHolder(root.root().key(), root.root().checkValue());
  }

  private RootsOfTrust roots() {
    RootsOfTrust known = inForce;
    if (known != null) {
      return known;
    }
    if (transactions.load() instanceof RootOfTrustState.HsmProtected protectedByHsm) {
      inForce = protectedByHsm.roots();
      return protectedByHsm.roots();
    }
    throw new VaultException(ErrorCode.HSM_MODE_REQUIRED);
  }
}
