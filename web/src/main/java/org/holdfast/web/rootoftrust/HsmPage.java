package org.holdfast.web.rootoftrust;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.ejb.rootoftrust.OpenVault;
import org.holdfast.ejb.rootoftrust.RootOfTrustStatus;
import org.holdfast.ejb.rootoftrust.RootOfTrustView;
import org.holdfast.ejb.rootoftrust.RootView;
import org.holdfast.ejb.rootoftrust.VendorView;
import org.holdfast.ejb.rootoftrust.VerifyRootOfTrust;
import org.holdfast.web.error.FormProblems;
import org.jspecify.annotations.Nullable;

/** System, Settings, Network Services, HSM (S9 to S12). */
@Named("hsm")
@RequestScoped
public class HsmPage {

  @Inject private RootOfTrustStatus rootOfTrustStatus;
  @Inject private VerifyRootOfTrust verifyRootOfTrust;
  @Inject private OpenVault openVault;

  private @Nullable RootOfTrustView view;
  private @Nullable VaultException failure;

  /** Looks again; called before each rendering, so that it shows what an action has changed. */
  public void refresh() {
    try {
      view = rootOfTrustStatus.current();
      failure = null;
    } catch (RuntimeException e) {
      view = null;
      failure = FormProblems.failure(e);
    }
  }

  /** Check now. */
  public void verify() {
    try {
      RootOfTrustView checked = verifyRootOfTrust.verify();
      if (!checked.enabled()) {
        throw new VaultException(ErrorCode.HSM_MODE_REQUIRED);
      }
      if (!checked.up()) {
        throw failure(checked);
      }
      FormProblems.done("The HSM answered", "It is reachable and holds the Root of Trust key.");
    } catch (RuntimeException e) {
      FormProblems.failed(e);
    }
  }

  /** Open vault. */
  public void open() {
    try {
      if (openVault.open(null).vaultOpen()) {
        FormProblems.done("The vault is open", "Security objects can be stored and read again.");
      } else {
        throw new VaultException(ErrorCode.VAULT_CLOSED);
      }
    } catch (RuntimeException e) {
      FormProblems.failed(e);
    }
  }

  /** Null if it cannot be told. */
  public @Nullable RootOfTrustView getView() {
    if (view == null && failure == null) {
      refresh();
    }
    return view;
  }

  /** Why there is no {@link #getView()}. */
  public @Nullable VaultException getFailure() {
    return failure;
  }

  /** What the cause was about, as a sentence; empty if there is no more to say. */
  public String getCauseDetail() {
    RootOfTrustView current = getView();
    String detail = current == null ? null : current.causeDetail();
    if (current == null || detail == null) {
      return "";
    }
    // With several it begins with a name, which stays as it is.
    return current.roots().size() > 1 ? FormProblems.ended(detail) : FormProblems.sentence(detail);
  }

  /** Of the vendor in use; the id if it is not listed any more. */
  public @Nullable String getVendorName() {
    RootOfTrustView current = getView();
    if (current == null || current.vendorId() == null) {
      return null;
    }
    return current.vendors().stream()
        .filter(vendor -> vendor.id().equals(current.vendorId()))
        .map(VendorView::name)
        .findFirst()
        .orElse(current.vendorId());
  }

  /** The Roots of Trust in force; nothing if it cannot be told. */
  public List<RootView> getRoots() {
    RootOfTrustView current = getView();
    return current == null ? List.of() : current.roots();
  }

  /** What the cause of one that is down was about, as a sentence; empty if there is no more. */
  public String detail(RootView root) {
    String detail = root.causeDetail();
    return detail == null ? "" : FormProblems.sentence(detail);
  }

  /** What can be chosen; nothing if it cannot be told. */
  public List<VendorView> getVendors() {
    RootOfTrustView current = getView();
    return current == null ? List.of() : current.vendors();
  }

  public boolean isEnabled() {
    RootOfTrustView current = getView();
    return current != null && current.enabled();
  }

  public boolean isAskRecoveryPassphrase() {
    RootOfTrustView current = getView();
    return current != null && current.askRecoveryPassphrase();
  }

  private static VaultException failure(RootOfTrustView view) {
    ErrorCode known = view.cause();
    ErrorCode cause = known == null ? ErrorCode.HSM_DEVICE_FAILED : known;
    String detail = view.causeDetail();
    return detail == null ? new VaultException(cause) : new VaultException(cause, detail);
  }
}
