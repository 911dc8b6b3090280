package org.holdfast.web.rootoftrust;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.ejb.rootoftrust.InitializeRootOfTrust;
import org.holdfast.web.error.FormProblems;
import org.primefaces.PrimeFaces;

/** The dialog Initialize HSM (S13). */
@Named("initialize")
@RequestScoped
public class InitializeForm extends TokenForm {

  static final String FORM = "initialize";

  @Inject private InitializeRootOfTrust initializeRootOfTrust;

  public InitializeForm() {
    super(FORM);
  }

  public void initialize() {
    FormProblems problems = new FormProblems(FORM);
    TokenFields token = getToken();
    SecretChars recoveryPassphrase = getRecoveryPassphrase();
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
}
