package org.holdfast.web.object;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.holdfast.domain.access.WalletId;
import org.holdfast.ejb.access.ManageWallets;
import org.holdfast.web.error.FormProblems;
import org.jspecify.annotations.Nullable;
import org.primefaces.PrimeFaces;

/** The dialog Add to a virtual wallet. */
@Named("intoWallet")
@RequestScoped
public class IntoWalletForm {

  static final String FORM = "into";

  @Inject private ManageWallets manageWallets;
  @Inject private ObjectPage page;

  private @Nullable String wallet;

  public void put() {
    FormProblems problems = new FormProblems(FORM);
    problems.require("wallet", wallet);
    if (problems.none() && wallet != null) {
      try {
        manageWallets.put(WalletId.parse(wallet), page.objectId());
        PrimeFaces.current().ajax().addCallbackParam("done", true);
        FormProblems.done(
            "Added", "Who has access to the virtual wallet has it to the object too.");
      } catch (RuntimeException e) {
        problems.add(e);
      }
    }
  }

  public @Nullable String getWallet() {
    return wallet;
  }

  public void setWallet(@Nullable String wallet) {
    this.wallet = wallet;
  }
}
