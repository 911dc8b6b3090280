package org.holdfast.ejb.rootoftrust;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.holdfast.domain.home.FilePlan;
import org.holdfast.domain.hsm.HsmException;
import org.holdfast.domain.hsm.KeyRef;
import org.holdfast.domain.rootoftrust.Operation;
import org.holdfast.domain.rootoftrust.OperationKind;
import org.holdfast.domain.rootoftrust.OperationTrace;
import org.holdfast.domain.rootoftrust.RootOfTrust;
import org.holdfast.domain.rootoftrust.RootOfTrustState;
import org.holdfast.domain.rootoftrust.ledger.RootKeyEntry;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.domain.wallet.MasterKeyRing;
import org.jspecify.annotations.Nullable;

/**
 * Destroy Root of Trust key, step by step (B9): one that is out of force and that nothing needs.
 * The HSM step cannot be taken back: it is past the point of no return, and a crash after it is
 * settled by looking at the token.
 */
final class DestroyRootKeyWork implements RootOfTrustWork {

  private final WorkTools tools;
  private final LedgerReader ledger;
  private final String tokenSerial;
  private final int number;
  private final Confirmed secrets;

  private @Nullable RootOfTrust key;
  private @Nullable FormerToken token;
  private @Nullable UUID operation;
  private boolean wasThere;

  /** What a caller gives to confirm; the secrets stay the caller's. */
  static final class Confirmed {
    private final String typed;
    private final SecretChars passphrase;
    private final @Nullable SecretChars credential;

    /**
     * @param typed the key number
     * @param credential of a token that is no Root of Trust's any more; null if none was given
     */
    Confirmed(String typed, SecretChars passphrase, @Nullable SecretChars credential) {
      this.typed = typed;
      this.passphrase = passphrase;
      this.credential = credential;
    }
  }

  DestroyRootKeyWork(
      WorkTools tools, LedgerReader ledger, String tokenSerial, int number, Confirmed secrets) {
    this.tools = tools;
    this.ledger = ledger;
    this.tokenSerial = tokenSerial;
    this.number = number;
    this.secrets = secrets;
  }

  @Override
  public OperationKind kind() {
    return OperationKind.DESTROY_ROOT_KEY;
  }

  @Override
  public @Nullable String vendorId() {
    return key == null ? null : key.vendorId();
  }

  @Override
  public @Nullable String tokenLabel() {
    return key == null ? null : key.tokenLabel();
  }

  @Override
  public @Nullable KeyRef newKey() {
    return key == null ? null : key.key();
  }

  @Override
  public void check(OperationTrace trace) throws HsmException {
    WorkTools.requireTyped(secrets.typed, number);
    RootOfTrustState state = tools.transactions().load();
    RootKeyEntry entry = ledger.read().requireDestroyable(tokenSerial, number);
    trace.step("nothing needs key number %d on token %s".formatted(number, tokenSerial));
    tools.requireRecoveryPassphrase(state, secrets.passphrase, "recoveryPassphrase");
    trace.step("the recovery passphrase is right");
    RootOfTrust former =
        new RootOfTrust(
            entry.vendorId(),
            entry.tokenLabel(),
            tokenSerial,
            new KeyRef(number),
            requireNonNull(entry.checkValue()));
    key = former;
    FormerToken on = new FormerToken(tools, former, state);
    token = on;
    on.open(secrets.credential, trace);
    trace.step(on.hasKey() ? "the recorded key is on the token" : "the key is not on the token");
  }

  @Override
  public RootOfTrustState begin(RootOfTrustState before, Operation begun) {
    tools.ledger().destroying(requireNonNull(key), begun.id());
    operation = begun.id();
    return before;
  }

  @Override
  public void callHsm(Operation begun, OperationTrace trace) throws HsmException {
    wasThere = requireNonNull(token).destroyKey();
    trace.step(wasThere ? "destroyed, and read back as gone" : "it was gone already");
  }

  @Override
  public FilePlan stage(Operation begun, OperationTrace trace) {
    return new FilePlan(Map.of(), Set.of());
  }

  @Override
  public RootOfTrustState succeed(RootOfTrustState during) {
    return during;
  }

  @Override
  public void alongsideCommit() {
    tools.ledger().destroyed(requireNonNull(operation), tools.clock().instant());
  }

  @Override
  public String auditDetail() {
    return DestroyedKey.words(requireNonNull(key))
        + (wasThere ? " is destroyed, and read back as gone" : " was not there any more");
  }

  @Override
  public @Nullable MasterKeyRing takeNewRing() {
    return null;
  }

  @Override
  public void close() {
    if (token != null) {
      token.close();
    }
  }
}
