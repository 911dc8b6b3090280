package org.holdfast.ejb.rootoftrust;

import static java.util.Objects.requireNonNull;

import java.util.Objects;
import org.holdfast.domain.hsm.HsmConnection;
import org.holdfast.domain.hsm.HsmException;
import org.holdfast.domain.hsm.HsmFault;
import org.holdfast.domain.hsm.HsmRejected;
import org.holdfast.domain.hsm.HsmTarget;
import org.holdfast.domain.hsm.KeyRef;
import org.holdfast.domain.hsm.RootKeyFacts;
import org.holdfast.domain.hsm.TokenFacts;
import org.holdfast.domain.rootoftrust.Operation;
import org.holdfast.domain.rootoftrust.OperationTrace;
import org.holdfast.domain.rootoftrust.OrphanKey;
import org.holdfast.domain.rootoftrust.RootKeyPolicy;
import org.holdfast.domain.rootoftrust.RootOfTrust;
import org.holdfast.domain.rootoftrust.RootOfTrustState;
import org.holdfast.domain.rootoftrust.RootPassport;
import org.holdfast.domain.rootoftrust.TokenAddress;
import org.jspecify.annotations.Nullable;

/** Makes the Root of Trust key of one operation on a token, and takes it back. */
final class KeyMaker {

  private static final int MAX_ATTEMPTS = 3;

  private final WorkTools tools;
  private final TokenAddress token;

  private @Nullable KeyRef key;
  private @Nullable TokenFacts asked;
  private @Nullable RootPassport passport;
  private boolean mayExist;

  KeyMaker(WorkTools tools, TokenAddress token) {
    this.tools = tools;
    this.token = token;
  }

  /** The number that was chosen; null before. */
  @Nullable KeyRef key() {
    return key;
  }

  /** Destroys what undone operations left on the token, and chooses the next number. */
  void choose(HsmConnection connection, OperationTrace trace) throws HsmException {
    asked = connection.token();
    for (OrphanKey orphan : tools.transactions().orphans()) {
      if (orphan.vendorId().equals(token.vendorId())
          && Objects.equals(orphan.tokenLabel(), token.tokenLabel())
          && !isNeeded(orphan.key())) {
        connection.destroyRootKey(orphan.key());
        tools.transactions().orphanDestroyed(orphan);
        trace.step("destroyed " + orphan.key() + ", left by operation " + orphan.operation());
      }
    }
    key = new KeyRef(connection.highestKeyNumber() + 1);
  }

  /** Labels can be given to other tokens: what is in force, or was, is never destroyed. */
  private boolean isNeeded(KeyRef orphan) {
    boolean inForce =
        tools.transactions().load() instanceof RootOfTrustState.HsmProtected state
            && state.roots().at(token).filter(root -> root.root().key().equals(orphan)).isPresent();
    return inForce
        || tools.transactions().formerKeys().stream()
            .map(former -> former.root().root())
            .anyMatch(root -> root.address().equals(token) && root.key().equals(orphan));
  }

  /** Makes the key, and reads back that it is as it must be (B4). */
  RootOfTrust make(HsmConnection connection, Operation operation, OperationTrace trace)
      throws HsmException {
    boolean extractable = tools.securityConf().keyExtractable();
    RootKeyFacts facts = create(connection, operation, extractable, trace);
    trace.step("made " + facts);
    RootKeyPolicy.require(facts, extractable);
    TokenFacts found = readBack(connection, facts.key());
    trace.step("read back on token " + found.label() + ", serial " + found.serial());
    passport = RootPassport.of(facts, found, tools.clock().instant());
    return new RootOfTrust(
        token.vendorId(), token.tokenLabel(), found.serial(), facts.key(), facts.checkValue());
  }

  /** What the key that was made, and its token, are like (B5). */
  RootPassport passport() {
    return requireNonNull(passport);
  }

  /** The token that the key is really on, found anew by its label (B4). */
  private TokenFacts readBack(HsmConnection connection, KeyRef made) throws HsmException {
    TokenFacts before = requireNonNull(asked);
    HsmTarget target = tools.hsmWallet().target(token);
    RootKeyPolicy.requireToken(token.tokenLabel(), before, tools.hsm().inspect(target));
    TokenFacts found = connection.token();
    RootKeyPolicy.requireToken(token.tokenLabel(), before, found);
    connection.rootKey(made);
    return found;
  }

  /** Takes the next number when another node that shares the partition was faster. */
  private RootKeyFacts create(
      HsmConnection connection, Operation operation, boolean extractable, OperationTrace trace)
      throws HsmException {
    for (int attempt = 1; ; attempt++) {
      KeyRef wanted = requireNonNull(key);
      mayExist = true;
      try {
        return connection.createRootKey(wanted, extractable);
      } catch (HsmRejected e) {
        if (e.fault() == HsmFault.KEY_AMBIGUOUS) {
          mayExist = false;
        }
        if (mayExist || attempt == MAX_ATTEMPTS) {
          throw e;
        }
        trace.step(wanted + " was taken meanwhile");
        key = new KeyRef(Math.max(connection.highestKeyNumber(), wanted.number()) + 1);
        tools.transactions().renumber(operation, key);
      }
    }
  }

  /**
   * Destroys the key if it may be there.
   *
   * @return the key that is still there because the HSM could not be reached; null if none is
   */
  @Nullable KeyRef destroy(OperationTrace trace) {
    if (!mayExist) {
      return null;
    }
    KeyRef made = requireNonNull(key);
    HsmTarget target = tools.hsmWallet().target(token);
    try (HsmConnection connection = tools.hsm().getConnection(target)) {
      connection.destroyRootKey(made);
      trace.step("destroyed " + made);
      return null;
    } catch (HsmException e) {
      trace.failed(e);
      return made;
    }
  }
}
