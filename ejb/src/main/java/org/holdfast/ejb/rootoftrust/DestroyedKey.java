package org.holdfast.ejb.rootoftrust;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.hsm.HsmConnection;
import org.holdfast.domain.hsm.HsmException;
import org.holdfast.domain.rootoftrust.NamedRoot;
import org.holdfast.domain.rootoftrust.Operation;
import org.holdfast.domain.rootoftrust.RootOfTrust;

/** What became of a Root of Trust key whose destruction was interrupted (B7, B9). */
@ApplicationScoped
class DestroyedKey {

  @Inject private RootOfTrustTransactions transactions;
  @Inject private HsmWallet hsmWallet;
  @Inject private Clock clock;

  /** Whether the key is on its token: only the token knows. */
  private enum Found {
    GONE,
    THERE,
    /** Its HSM is away, or the vault has no credential for it. */
    UNKNOWN
  }

  /** A key in words, for the audit trail. */
  static String words(RootOfTrust key) {
    return "%s, check value %s, on token %s"
        .formatted(key.key(), key.checkValue(), key.tokenSerial());
  }

  /**
   * Finishes the operation if the key is gone.
   *
   * @return why it is to be undone, in words; empty if it is finished
   */
  Optional<String> settle(Operation operation) {
    for (RootOfTrust key : transactions.beingDestroyed(operation)) {
      switch (look(key)) {
        case GONE -> {
          transactions.destroyed(
              operation,
              clock.instant(),
              words(key) + " is gone: it was destroyed before the interruption");
          return Optional.empty();
        }
        case THERE -> {
          return Optional.of("it was interrupted; the key is still on its token");
        }
        case UNKNOWN -> {
          return Optional.of(
              "it was interrupted; whether the key is still on its token is not known: destroy it"
                  + " once more");
        }
      }
    }
    return Optional.of("it was interrupted");
  }

  private Found look(RootOfTrust key) {
    Optional<NamedRoot> root = FormerToken.sameToken(transactions.load(), key.tokenSerial());
    if (root.isEmpty()) {
      return Found.UNKNOWN;
    }
    try (HsmConnection connection = hsmWallet.connect(root.get().root())) {
      boolean there =
          connection.rootKeys().stream()
              .anyMatch(
                  facts ->
                      facts.key().equals(key.key()) && facts.checkValue().equals(key.checkValue()));
      return there || !connection.token().serial().equals(key.tokenSerial())
          ? Found.THERE
          : Found.GONE;
    } catch (HsmException | VaultException e) {
      return Found.UNKNOWN;
    }
  }
}
