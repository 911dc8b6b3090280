package org.holdfast.web.rootoftrust;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Objects;
import org.holdfast.domain.error.VaultException;
import org.holdfast.ejb.rootoftrust.ListVendors;
import org.holdfast.ejb.rootoftrust.RootOfTrustView;
import org.holdfast.ejb.rootoftrust.VendorPackView;
import org.holdfast.ejb.rootoftrust.VendorProblemView;
import org.holdfast.ejb.rootoftrust.VendorsView;
import org.holdfast.web.error.FormProblems;
import org.jspecify.annotations.Nullable;

/** The vendor packs on the HSM page (B12): those in use, and what is wrong with the others. */
@Named("vendorPacks")
@RequestScoped
public class VendorPacksPage {

  @Inject private ListVendors listVendors;
  @Inject private HsmPage page;

  private @Nullable VendorsView view;
  private @Nullable VaultException failure;

  /** Null if it cannot be told. */
  public @Nullable VendorsView getView() {
    if (view == null && failure == null) {
      try {
        view = listVendors.list();
      } catch (RuntimeException e) {
        failure = FormProblems.failure(e);
      }
    }
    return view;
  }

  /** Why there is no {@link #getView()}. */
  public @Nullable VaultException getFailure() {
    return failure;
  }

  /** Those in use. */
  public List<VendorPackView> getPacks() {
    VendorsView current = getView();
    return current == null ? List.of() : current.packs();
  }

  /** Those that were left out. */
  public List<VendorProblemView> getProblems() {
    VendorsView current = getView();
    return current == null ? List.of() : current.problems();
  }

  /** Of the vendor in use, about extractable keys where one is asked for (S102); often empty. */
  public String getExtractableKeyAdvice() {
    RootOfTrustView hsm = page.getView();
    VendorsView current = getView();
    if (hsm == null || current == null || !current.keyExtractable()) {
      return "";
    }
    return current.packs().stream()
        .filter(pack -> Objects.equals(pack.vendor().id(), hsm.vendorId()))
        .map(VendorPackView::extractableKey)
        .findFirst()
        .orElse("");
  }

  /** Those with advice about extractable keys, where one is asked for: for the dialogs. */
  public List<VendorPackView> getAdvising() {
    VendorsView current = getView();
    return current == null || !current.keyExtractable()
        ? List.of()
        : current.packs().stream().filter(pack -> !pack.extractableKey().isEmpty()).toList();
  }
}
