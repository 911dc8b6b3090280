package org.holdfast.web.form;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.holdfast.domain.access.VirtualWallet;
import org.holdfast.domain.access.WalletId;
import org.holdfast.domain.page.PageRequest;
import org.holdfast.ejb.access.ManageWallets;
import org.jspecify.annotations.Nullable;

/** The virtual wallets that the caller has access to, by name, for choices and for their names. */
@Named("walletChoice")
@RequestScoped
public class WalletChoice {

  @Inject private ManageWallets manageWallets;

  private @Nullable Map<WalletId, VirtualWallet> wallets;

  /** The first thousand. */
  public List<VirtualWallet> getAll() {
    return List.copyOf(known().values());
  }

  /** Those of {@code ids} that the caller may know of. */
  public List<VirtualWallet> of(Collection<WalletId> ids) {
    return ids.isEmpty()
        ? List.of()
        : known().values().stream().filter(wallet -> ids.contains(wallet.id())).toList();
  }

  /** Those that are not among {@code ids}. */
  public List<VirtualWallet> without(Collection<WalletId> ids) {
    return known().values().stream().filter(wallet -> !ids.contains(wallet.id())).toList();
  }

  /** Name of a wallet; its identifier if it is none of those. */
  public String name(WalletId id) {
    VirtualWallet wallet = known().get(id);
    return wallet == null ? id.toString() : wallet.name();
  }

  private Map<WalletId, VirtualWallet> known() {
    Map<WalletId, VirtualWallet> found = wallets;
    if (found == null) {
      found = new LinkedHashMap<>();
      for (VirtualWallet wallet : read()) {
        found.put(wallet.id(), wallet);
      }
      wallets = found;
    }
    return found;
  }

  /** None if they cannot be read: the list that they belong to says why. */
  private List<VirtualWallet> read() {
    try {
      return manageWallets.list(null, new PageRequest(0, PageRequest.MAX_LIMIT)).rows();
    } catch (RuntimeException e) {
      return List.of();
    }
  }
}
