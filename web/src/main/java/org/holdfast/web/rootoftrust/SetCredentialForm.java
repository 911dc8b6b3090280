package org.holdfast.web.rootoftrust;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.ejb.rootoftrust.RootOfTrustView;
import org.holdfast.ejb.rootoftrust.SetCredential;
import org.holdfast.web.error.FormProblems;
import org.jspecify.annotations.Nullable;
import org.primefaces.PrimeFaces;

/** The dialog Prepare for HSM Restore, button Set Credential (S23). */
@Named("setCredential")
@RequestScoped
public class SetCredentialForm extends TokenForm {

  static final String FORM = "setCredential";

  @Inject private SetCredential setCredential;
  @Inject private HsmPage page;

  private @Nullable String root;

  public SetCredentialForm() {
    super(FORM);
  }

  /** Begins with what is in use (S30). */
  @PostConstruct
  void load() {
    RootOfTrustView view = page.getView();
    if (view != null) {
      TokenFields token = getToken();
      token.setVendor(view.vendorId());
      token.setTokenLabel(view.tokenLabel());
      token.setUseTokenLabel(view.tokenLabel() != null);
    }
  }

  public void set() {
    FormProblems problems = new FormProblems(FORM);
    TokenFields token = getToken();
    SecretChars recoveryPassphrase = getRecoveryPassphrase();
    token.check(problems);
    boolean ask = page.isAskRecoveryPassphrase();
    if (ask) {
      problems.require("recoveryPassphrase", recoveryPassphrase);
    }
    String vendor = token.getVendor();
    SecretChars credential = token.getCredential();
    if (problems.none() && vendor != null && credential != null) {
      try {
        setCredential.setCredential(
            vendor,
            credential,
            ask ? recoveryPassphrase : null,
            token.labelInUse(),
            token.isAllowModuleProtection(),
            ask ? root : null);
        PrimeFaces.current().ajax().addCallbackParam("done", true);
        FormProblems.done(
            "The HSM credential is set", "The HSM accepted it; it is stored on this server.");
      } catch (RuntimeException e) {
        problems.add(e);
      }
    }
  }

  /** Name of the Root of Trust that it is for; null for the primary one. */
  public @Nullable String getRoot() {
    return root;
  }

  public void setRoot(@Nullable String root) {
    this.root = root;
  }
}
