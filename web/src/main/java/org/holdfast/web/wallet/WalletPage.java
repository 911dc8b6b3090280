package org.holdfast.web.wallet;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import org.holdfast.domain.access.AccessLevel;
import org.holdfast.domain.access.Grant;
import org.holdfast.domain.access.Grantee;
import org.holdfast.domain.access.VirtualWallet;
import org.holdfast.domain.access.WalletId;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.object.ObjectId;
import org.holdfast.domain.object.ObjectQuery;
import org.holdfast.domain.object.SecurityObject;
import org.holdfast.ejb.access.ManageWallets;
import org.holdfast.ejb.object.ListObjects;
import org.holdfast.web.error.FormProblems;
import org.holdfast.web.form.LazyRows;
import org.jspecify.annotations.Nullable;

/** A virtual wallet: its objects, its protection, and who has access. */
@Named("walletPage")
@ViewScoped
public class WalletPage implements Serializable {

  private static final long serialVersionUID = 1L;

  // Views live in memory alone; nothing of this is ever written out.
  @Inject private transient ManageWallets manageWallets;
  @Inject private transient ListObjects listObjects;

  private @Nullable String id;
  private transient @Nullable VirtualWallet wallet;
  private transient @Nullable AccessLevel level;
  private transient List<Grant> grants = List.of();
  private transient @Nullable VaultException failure;
  private final transient LazyRows<SecurityObject> rows =
      new LazyRows<>(
          page -> listObjects.list(ObjectQuery.where().wallet(walletId()).build(), page));

  /** Looks again; called before each rendering, so that it shows what an action has changed. */
  public void refresh() {
    try {
      wallet = manageWallets.find(walletId());
      level = manageWallets.access(walletId());
      // Asking for them without the access would be a refusal in the audit trail.
      grants = isMayManage() ? manageWallets.grants(walletId()) : List.of();
      failure = null;
    } catch (RuntimeException e) {
      wallet = null;
      failure = FormProblems.failure(e);
    }
  }

  WalletId walletId() {
    return WalletId.parse(id == null ? "" : id);
  }

  /** The wallet as it is now. */
  VirtualWallet current() {
    return manageWallets.find(walletId());
  }

  public void take(ObjectId object) {
    try {
      manageWallets.take(walletId(), object);
      FormProblems.done("Taken out", "The object stays in the vault.");
    } catch (RuntimeException e) {
      FormProblems.failed(e);
    }
  }

  public void ungrant(Grantee grantee) {
    try {
      manageWallets.ungrant(walletId(), grantee);
      FormProblems.done("Access is taken away", "It counts from the next call on.");
    } catch (RuntimeException e) {
      FormProblems.failed(e);
    }
  }

  public LazyRows<SecurityObject> getRows() {
    return rows;
  }

  public boolean isMayChange() {
    return level != null && level.covers(AccessLevel.READ_AND_MODIFY);
  }

  public boolean isMayManage() {
    return level != null && level.covers(AccessLevel.MANAGE);
  }

  public @Nullable String getId() {
    return id;
  }

  public void setId(@Nullable String id) {
    this.id = id;
  }

  public @Nullable VirtualWallet getWallet() {
    return wallet;
  }

  public @Nullable AccessLevel getLevel() {
    return level;
  }

  public List<Grant> getGrants() {
    return grants;
  }

  public @Nullable VaultException getFailure() {
    return failure;
  }
}
