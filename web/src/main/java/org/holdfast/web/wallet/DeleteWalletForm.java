package org.holdfast.web.wallet;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.holdfast.ejb.access.ManageWallets;
import org.holdfast.web.form.PageTurn;
import org.holdfast.web.form.TypedConfirmation;

/** The dialog Delete virtual wallet: confirmed by typing the wallet's name. */
@Named("deleteWallet")
@RequestScoped
public class DeleteWalletForm extends TypedConfirmation {

  @Inject private ManageWallets manageWallets;
  @Inject private WalletPage page;

  public DeleteWalletForm() {
    super("delete");
  }

  @Override
  protected String name() {
    return page.current().name();
  }

  @Override
  protected void perform() {
    manageWallets.delete(page.walletId());
    PageTurn.to("/keys/wallets.xhtml?deleted=1");
  }
}
