package org.holdfast.web.wallet;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.UUID;
import org.holdfast.domain.access.Label;
import org.holdfast.domain.access.Protection;
import org.holdfast.domain.access.VirtualWallet;
import org.holdfast.ejb.access.ManageWallets;
import org.holdfast.web.error.FormProblems;
import org.holdfast.web.form.PageTurn;
import org.jspecify.annotations.Nullable;
import org.primefaces.PrimeFaces;

/** The dialogs Create and Edit virtual wallet. */
@Named("walletForm")
@RequestScoped
public class WalletForm {

  static final String FORM = "wallet";

  @Inject private ManageWallets manageWallets;
  @Inject private WalletPage page;

  private @Nullable String name;
  private @Nullable String description;
  private Protection protection = Protection.MASTER_KEY;
  private @Nullable String revision;

  /** Opens the dialog Edit with what there is. */
  public void open() {
    try {
      VirtualWallet wallet = page.current();
      name = wallet.name();
      description = wallet.description();
      protection = wallet.protection();
      revision = wallet.revision().toString();
    } catch (RuntimeException e) {
      new FormProblems(FORM).add(e);
    }
  }

  public void save() {
    FormProblems problems = new FormProblems(FORM);
    problems.require("name", name);
    if (problems.none() && name != null) {
      try {
        Label label = new Label(name, description == null ? "" : description);
        if (page.getId() == null) {
          VirtualWallet made = manageWallets.create(label, protection);
          PageTurn.to("/keys/wallet.xhtml?id=" + made.id() + "&created=1");
          return;
        }
        VirtualWallet changed =
            manageWallets.change(
                page.walletId(),
                label,
                protection,
                revision == null ? null : UUID.fromString(revision));
        PrimeFaces.current().ajax().addCallbackParam("done", true);
        FormProblems.done("Saved", changed.name() + " is changed.");
      } catch (RuntimeException e) {
        problems.add(e);
      }
    }
  }

  public List<Protection> getProtections() {
    return List.of(Protection.values());
  }

  public @Nullable String getName() {
    return name;
  }

  public void setName(@Nullable String name) {
    this.name = name;
  }

  public @Nullable String getDescription() {
    return description;
  }

  public void setDescription(@Nullable String description) {
    this.description = description;
  }

  public Protection getProtection() {
    return protection;
  }

  public void setProtection(Protection protection) {
    this.protection = protection;
  }

  public @Nullable String getRevision() {
    return revision;
  }

  public void setRevision(@Nullable String revision) {
    this.revision = revision;
  }
}
