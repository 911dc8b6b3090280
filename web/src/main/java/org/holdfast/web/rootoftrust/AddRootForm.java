package org.holdfast.web.rootoftrust;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.ejb.rootoftrust.CheckCredential;
import org.holdfast.ejb.rootoftrust.ManageRoots;
import org.holdfast.web.error.FormProblems;
import org.jspecify.annotations.Nullable;
import org.primefaces.PrimeFaces;

/** The dialog Add Root of Trust (B8). */
@Named("addRoot")
@RequestScoped
public class AddRootForm {

  static final String FORM = "addRoot";

  @Inject private ManageRoots manageRoots;
  @Inject private HsmPage page;
  @Inject private CheckCredential checkCredential;

  private final TokenFields token = new TokenFields();
  private @Nullable String name;
  private @Nullable SecretChars recoveryPassphrase;

  public void add() {
    FormProblems problems = new FormProblems(FORM);
    problems.require("name", name);
    token.check(problems);
    problems.require("recoveryPassphrase", recoveryPassphrase);
    String vendor = token.getVendor();
    SecretChars credential = token.getCredential();
    if (problems.none()
        && name != null
        && vendor != null
        && credential != null
        && recoveryPassphrase != null) {
      try {
        manageRoots.add(
            name,
            vendor,
            credential,
            recoveryPassphrase,
            token.labelInUse(),
            token.isAllowModuleProtection());
        page.refresh();
        PrimeFaces.current().ajax().addCallbackParam("done", true);
        FormProblems.done(
            "The Root of Trust is added",
            name + " alone opens the vault from now on, too. Make a backup that knows it.");
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

  public @Nullable String getName() {
    return name;
  }

  public void setName(@Nullable String name) {
    this.name = name;
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
