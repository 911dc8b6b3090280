package org.holdfast.web.rootoftrust;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.holdfast.ejb.rootoftrust.CloseVault;
import org.holdfast.web.error.FormProblems;
import org.jspecify.annotations.Nullable;
import org.primefaces.PrimeFaces;

/** The dialog Close vault: one field, since it is made for emergencies. */
@Named("closeVault")
@RequestScoped
public class CloseVaultForm {

  static final String FORM = "closeVault";

  @Inject private CloseVault closeVault;

  private @Nullable String reason;

  /** Closes the vault. */
  public void close() {
    FormProblems problems = new FormProblems(FORM);
    problems.require("reason", reason);
    String typed = reason;
    if (problems.none() && typed != null) {
      try {
        closeVault.close(typed);
        reason = null;
        PrimeFaces.current().ajax().addCallbackParam("done", true);
        FormProblems.done(
            "The vault is closed", "The master keys are wiped; it stays closed until Open vault.");
      } catch (RuntimeException e) {
        problems.add(e);
      }
    }
  }

  public @Nullable String getReason() {
    return reason;
  }

  public void setReason(@Nullable String reason) {
    this.reason = reason;
  }
}
