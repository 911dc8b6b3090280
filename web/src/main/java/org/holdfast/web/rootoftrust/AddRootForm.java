package org.holdfast.web.rootoftrust;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.ejb.rootoftrust.ManageRoots;
import org.holdfast.web.error.FormProblems;
import org.jspecify.annotations.Nullable;
import org.primefaces.PrimeFaces;

/** The dialog Add Root of Trust (B8). */
@Named("addRoot")
@RequestScoped
public class AddRootForm extends TokenForm {

  static final String FORM = "addRoot";

  @Inject private ManageRoots manageRoots;
  @Inject private HsmPage page;

  private @Nullable String name;

  public AddRootForm() {
    super(FORM);
  }

  public void add() {
    FormProblems problems = new FormProblems(FORM);
    TokenFields token = getToken();
    SecretChars recoveryPassphrase = getRecoveryPassphrase();
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

  public @Nullable String getName() {
    return name;
  }

  public void setName(@Nullable String name) {
    this.name = name;
  }
}
