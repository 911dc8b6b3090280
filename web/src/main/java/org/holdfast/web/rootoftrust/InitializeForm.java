package org.holdfast.web.rootoftrust;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.ejb.rootoftrust.CheckCredential;
import org.holdfast.ejb.rootoftrust.InitializeRootOfTrust;
import org.holdfast.web.error.FormProblems;
import org.jspecify.annotations.Nullable;
import org.primefaces.PrimeFaces;

/** The dialog Initialize HSM (S13). */
@Named("initialize")
@RequestScoped
public class InitializeForm {

  static final String FORM = "initialize";

  @Inject private InitializeRootOfTrust initializeRootOfTrust;

  @Inject private CheckCredential checkCredential;

  private final TokenFields token = new TokenFields();
  private @Nullable SecretChars recoveryPassphrase;

  public void initialize() {
    FormProblems problems = new FormProblems(FORM);
    token.check(problems);
    problems.require("recoveryPassphrase", recoveryPassphrase);
    String vendor = token.getVendor();
    SecretChars credential = token.getCredential();
    if (problems.none() && vendor != null && credential != null && recoveryPassphrase != null) {
      try {
        initializeRootOfTrust.initialize(
            vendor,
            credential,
            recoveryPassphrase,
            token.labelInUse(),
            token.isAllowModuleProtection());
        PrimeFaces.current().ajax().addCallbackParam("done", true);
        FormProblems.done(
            "The HSM is initialized", "The wallet is protected by the Root of Trust key on it.");
      } catch (RuntimeException e) {
        problems.add(e);
      }
    }
  }

  /** Looks at what is typed so far. */
  public void look() {
    try {
      token.look(checkCredential);
    } catch (RuntimeException e) {
      new FormProblems(FORM).add(e);
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
