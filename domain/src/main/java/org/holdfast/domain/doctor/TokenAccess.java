package org.holdfast.domain.doctor;

import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.home.HomeFile;
import org.holdfast.domain.hsm.HsmConnection;
import org.holdfast.domain.hsm.HsmConnectionFactory;
import org.holdfast.domain.hsm.HsmException;
import org.holdfast.domain.hsm.HsmFault;
import org.holdfast.domain.hsm.HsmLoginRefused;
import org.holdfast.domain.hsm.HsmTarget;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.domain.wallet.StoredCredential;
import org.holdfast.domain.wallet.StoredCredentials;
import org.jspecify.annotations.Nullable;

/**
 * The login of one run (B3): judged from what the process knows, or tried once with a credential
 * that was given. Where nobody was logged in before, nobody is afterwards.
 */
final class TokenAccess implements AutoCloseable {

  private final Examination examination;
  private final HsmConnectionFactory hsm;
  private @Nullable HsmConnection connection;
  private @Nullable HsmTarget toForget;

  TokenAccess(Examination examination) {
    this.examination = examination;
    this.hsm = examination.surroundings().hsm();
  }

  void logIn(Findings findings) {
    HsmTarget target = examination.target().orElse(null);
    if (target == null || examination.token().isEmpty()) {
      findings.skip(Step.LOGIN, "The token was not found");
      return;
    }
    SecretChars typed = examination.credential().typed();
    try {
      if (typed != null) {
        send(target, typed);
        findings.pass(Step.LOGIN, "The token accepted the credential that was given");
      } else if (examination.credential().isStored()) {
        sendStored(target, findings);
      } else {
        connection = hsm.getConnection(target);
        findings.pass(Step.LOGIN, "Logged in since before; nothing was sent for this");
      }
    } catch (HsmException e) {
      judge(target, e, findings);
    } catch (VaultException e) {
      findings.fail(Step.LOGIN, e);
    }
    if (connection != null) {
      examination.found(connection);
    }
  }

  private void sendStored(HsmTarget target, Findings findings) throws HsmException {
    Knowledge knowledge = examination.knowledge();
    if (!examination.isInForce()) {
      findings.skip(
          Step.LOGIN, "The stored credential is for another HSM than the one that is asked about");
      return;
    }
    Reach token = new Reach(target.vendor().id(), target.tokenLabel());
    if (knowledge.isCredentialRefused(token)) {
      throw new VaultException(ErrorCode.CREDENTIAL_REFUSED_BEFORE);
    }
    Surroundings at = examination.surroundings();
    try (StoredCredentials all =
        at.home()
            .read(HomeFile.HSM_CREDENTIAL)
            .map(at.keyFile()::openCredentials)
            .orElseThrow(() -> new VaultException(ErrorCode.CREDENTIAL_MISSING))) {
      StoredCredential stored =
          all.find(token.vendorId(), token.tokenLabel())
              .orElseThrow(() -> new VaultException(ErrorCode.CREDENTIAL_MISSING));
      send(target, stored.credential());
      findings.pass(Step.LOGIN, "The token accepted the stored credential");
    } catch (HsmLoginRefused e) {
      knowledge.rememberRefusal(token);
      throw new VaultException(
          e.fault() == HsmFault.CREDENTIAL_LOCKED
              ? ErrorCode.CREDENTIAL_LOCKED
              : ErrorCode.CREDENTIAL_REFUSED_BEFORE,
          String.valueOf(e.getMessage()),
          e);
    }
  }

  private void send(HsmTarget target, SecretChars credential) throws HsmException {
    if (!isLoggedIn(target)) {
      toForget = target;
    }
    hsm.login(target, credential);
    connection = hsm.getConnection(target);
  }

  private boolean isLoggedIn(HsmTarget target) {
    try {
      hsm.getConnection(target).close();
      return true;
    } catch (HsmException e) {
      return false;
    }
  }

  private void judge(HsmTarget target, HsmException e, Findings findings) {
    if (e.fault() != HsmFault.NOT_LOGGED_IN) {
      findings.fail(Step.LOGIN, e);
    } else if (isRefused(target)) {
      findings.fail(Step.LOGIN, new VaultException(ErrorCode.CREDENTIAL_REFUSED_BEFORE));
    } else {
      findings.skip(
          Step.LOGIN,
          "Nobody is logged in, and no credential is sent by itself; give one to try it once");
    }
  }

  private boolean isRefused(HsmTarget target) {
    try {
      return examination.isInForce()
          && examination
              .knowledge()
              .isCredentialRefused(new Reach(target.vendor().id(), target.tokenLabel()));
    } catch (VaultException e) {
      return false;
    }
  }

  @Override
  public void close() {
    if (connection != null) {
      connection.close();
    }
    if (toForget != null) {
      hsm.forget(toForget);
    }
  }
}
