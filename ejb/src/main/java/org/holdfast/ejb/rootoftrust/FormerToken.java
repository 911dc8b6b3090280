package org.holdfast.ejb.rootoftrust;

import java.util.List;
import java.util.Optional;
import org.holdfast.domain.credential.TokenLogin;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.hsm.HsmConnection;
import org.holdfast.domain.hsm.HsmException;
import org.holdfast.domain.hsm.HsmTarget;
import org.holdfast.domain.hsm.RootKeyFacts;
import org.holdfast.domain.rootoftrust.NamedRoot;
import org.holdfast.domain.rootoftrust.OperationTrace;
import org.holdfast.domain.rootoftrust.RootOfTrust;
import org.holdfast.domain.rootoftrust.RootOfTrustState;
import org.holdfast.domain.secret.SecretChars;
import org.jspecify.annotations.Nullable;

/**
 * The token that a former Root of Trust key is on: that of a Root of Trust in force, whose
 * credential the vault has, or another one, which needs its credential for this once.
 */
final class FormerToken implements AutoCloseable {

  private final WorkTools tools;
  private final RootOfTrust former;
  private final @Nullable NamedRoot inForce;
  private @Nullable HsmTarget target;

  /**
   * @param state which Roots of Trust are in force
   */
  FormerToken(WorkTools tools, RootOfTrust former, RootOfTrustState state) {
    this.tools = tools;
    this.former = former;
    this.inForce = sameToken(state, former.tokenSerial()).orElse(null);
  }

  /** The Root of Trust in force on the token with that serial number, however it is reached. */
  static Optional<NamedRoot> sameToken(RootOfTrustState state, String serial) {
    return state instanceof RootOfTrustState.HsmProtected hsm
        ? hsm.roots().inOrder().stream()
            .filter(root -> root.root().tokenSerial().equals(serial))
            .findFirst()
        : Optional.empty();
  }

  /**
   * Logs in, where the vault is not logged in already.
   *
   * @param credential null if none was given; stays the caller's
   * @throws VaultException {@link ErrorCode#LEDGER_CREDENTIAL_NEEDED}, {@link
   *     ErrorCode#LEDGER_TOKEN_OTHER}: nothing is sent to the token then
   */
  void open(@Nullable SecretChars credential, OperationTrace trace) throws HsmException {
    if (inForce != null) {
      trace.step("the token is that of " + inForce.name());
      return;
    }
    if (credential == null) {
      throw new VaultException(
              ErrorCode.LEDGER_CREDENTIAL_NEEDED,
              "the token with serial number " + former.tokenSerial())
          .atField("credential");
    }
    try (TokenLogin login =
        TokenLogin.of(former.vendorId(), credential, former.tokenLabel(), true)) {
      HsmTarget found = tools.hsmWallet().target(former.vendorId(), login.tokenLabel());
      WorkTools.requireForm(found.vendor(), credential, login.tokenLabel());
      trace.step("target: " + found.describe());
      requireSerial(tools.hsm().inspect(found).serial());
      target = found;
      tools.hsm().login(found, login.credential());
      trace.step("logged in");
    }
  }

  private void requireSerial(String serial) {
    if (!serial.equals(former.tokenSerial())) {
      throw new VaultException(
          ErrorCode.LEDGER_TOKEN_OTHER,
          "serial number %s; the key is on %s".formatted(serial, former.tokenSerial()));
    }
  }

  /**
   * Looks for the key on the token.
   *
   * @return false if no key with its number is there
   * @throws VaultException {@link ErrorCode#ROOT_KEY_NOT_RECORDED} if one is there that is not the
   *     recorded one, by itself or beside it
   */
  boolean hasKey() throws HsmException {
    return on(this::isThere);
  }

  /**
   * Destroys the key, if it is the recorded one and there, and reads back that it is gone.
   *
   * @return whether it was there
   * @throws VaultException {@link ErrorCode#ROOT_KEY_NOT_RECORDED}, {@link
   *     ErrorCode#ROOT_KEY_NOT_GONE}
   */
  boolean destroyKey() throws HsmException {
    return on(
        connection -> {
          if (!isThere(connection)) {
            return false;
          }
          connection.destroyRootKey(former.key());
          if (!found(connection).isEmpty()) {
            throw new VaultException(ErrorCode.ROOT_KEY_NOT_GONE, former.key().toString());
          }
          return true;
        });
  }

  private boolean isThere(HsmConnection connection) throws HsmException {
    requireSerial(connection.token().serial());
    List<RootKeyFacts> keys = found(connection);
    for (RootKeyFacts key : keys) {
      if (!key.checkValue().equals(former.checkValue())) {
        throw new VaultException(
            ErrorCode.ROOT_KEY_NOT_RECORDED,
            "%s: the check value is %s, not %s"
                .formatted(former.key(), key.checkValue(), former.checkValue()));
      }
    }
    return !keys.isEmpty();
  }

  private List<RootKeyFacts> found(HsmConnection connection) throws HsmException {
    return connection.rootKeys().stream().filter(key -> key.key().equals(former.key())).toList();
  }

  /** A call on a connection to the token. */
  @FunctionalInterface
  private interface Call {
    boolean on(HsmConnection connection) throws HsmException;
  }

  private boolean on(Call call) throws HsmException {
    if (inForce != null) {
      return tools.access().one(inForce, (connection, root) -> call.on(connection));
    }
    HsmTarget own = target;
    if (own == null) {
      throw new IllegalStateException("not logged in");
    }
    try (HsmConnection connection = tools.hsm().getConnection(own)) {
      return call.on(connection);
    }
  }

  /** Logs out of a token that is no Root of Trust's. */
  @Override
  public void close() {
    if (target != null) {
      tools.hsm().forget(target);
    }
  }
}
