package org.holdfast.web.wallet;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import org.holdfast.domain.access.FilledWallet;
import org.holdfast.ejb.access.ManageWallets;
import org.holdfast.web.form.LazyRows;
import org.jspecify.annotations.Nullable;

/** Keys and Wallets, Virtual wallets: those that the caller has access to. */
@Named("wallets")
@ViewScoped
public class WalletsPage implements Serializable {

  private static final long serialVersionUID = 1L;

  // Views live in memory alone; nothing of this is ever written out.
  @Inject private transient ManageWallets manageWallets;

  private @Nullable String name;
  private final transient LazyRows<FilledWallet> rows =
      new LazyRows<>(page -> manageWallets.listFilled(name, page));

  public LazyRows<FilledWallet> getRows() {
    return rows;
  }

  public boolean isFiltered() {
    return name != null && !name.isBlank();
  }

  public @Nullable String getName() {
    return name;
  }

  public void setName(@Nullable String name) {
    this.name = name;
  }
}
