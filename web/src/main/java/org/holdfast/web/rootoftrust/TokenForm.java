package org.holdfast.web.rootoftrust;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.ejb.rootoftrust.CheckCredential;
import org.holdfast.web.error.FormProblems;
import org.jspecify.annotations.Nullable;

/** A dialog that names a token, logs in to it and asks for the recovery passphrase. */
public abstract class TokenForm {

  private final String form;
  private final TokenFields token = new TokenFields();
  private @Nullable SecretChars recoveryPassphrase;

  @Inject private CheckCredential checkCredential;

  /**
   * @param form id of the dialog's form
   */
  protected TokenForm(String form) {
    this.form = form;
  }

  /** Looks at what is typed so far. */
  public void look() {
    try {
      token.look(checkCredential);
    } catch (RuntimeException e) {
      new FormProblems(form).add(e);
    }
  }

  public TokenFields getToken() {
    return token;
  }

  public @Nullable SecretChars getRecoveryPassphrase() {
    return recoveryPassphrase;
  }

  public void setRecoveryPassphrase(@Nullable SecretChars recoveryPassphrase) {
    this.recoveryPassphrase = recoveryPassphrase;
  }

  @PreDestroy
  void close() {
    token.close();
    if (recoveryPassphrase != null) {
      recoveryPassphrase.close();
    }
  }
}
