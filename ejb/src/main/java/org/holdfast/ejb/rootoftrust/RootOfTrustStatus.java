package org.holdfast.ejb.rootoftrust;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.Optional;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.home.HomeFile;
import org.holdfast.domain.home.VaultHome;
import org.holdfast.domain.hsm.VendorPack;
import org.holdfast.domain.hsm.VendorPacks;
import org.holdfast.domain.rootoftrust.OperationTrace;
import org.holdfast.domain.rootoftrust.RootOfTrust;
import org.holdfast.domain.rootoftrust.RootOfTrustState;
import org.holdfast.domain.wallet.Vault;
import org.jspecify.annotations.Nullable;

/** What the HSM page shows. Asks the HSM nothing. */
@Stateless
@RolesAllowed(Role.Names.SYSTEM_ADMINISTRATOR)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class RootOfTrustStatus {

  private static final String NONE = "None";

  @Inject private RootOfTrustTransactions transactions;
  @Inject private HsmMonitor monitor;
  @Inject private Vault vault;
  @Inject private VaultHome home;
  @Inject private VendorPacks vendors;
  @Inject private Rewrapping rewrapping;

  public RootOfTrustView current() {
    RootOfTrustState state = transactions.load();
    RootOfTrust inForce = inForce(state);
    Optional<HsmHealth> health = inForce == null ? Optional.empty() : monitor.health();
    return new RootOfTrustView(
        state.name(),
        inForce != null,
        health.map(HsmHealth::up).orElse(false),
        inForce == null ? NONE : type(inForce),
        health.map(HsmHealth::cause).orElse(null),
        health.map(HsmHealth::detail).orElse(null),
        health.map(HsmHealth::since).orElse(null),
        health.map(HsmHealth::checked).orElse(null),
        inForce == null ? null : inForce.vendorId(),
        inForce == null ? null : inForce.tokenLabel(),
        inForce == null ? null : inForce.tokenSerial(),
        inForce == null ? null : inForce.key().number(),
        inForce == null ? null : inForce.checkValue().toHex(),
        vault.status().open(),
        home.read(HomeFile.HSM_CREDENTIAL).isPresent(),
        inForce != null,
        rewrapping.remaining(),
        vendors.all().stream().map(VendorView::of).toList(),
        OperationTrace.latest(home.traces()).orElse(null));
  }

  private static @Nullable RootOfTrust inForce(RootOfTrustState state) {
    if (state instanceof RootOfTrustState.HsmProtected protectedByHsm) {
      return protectedByHsm.rootOfTrust();
    }
    if (state instanceof RootOfTrustState.Restoring restoring) {
      return restoring.before();
    }
    return state instanceof RootOfTrustState.ReverseMigrating migrating
        ? migrating.rootOfTrust()
        : null;
  }

  private String type(RootOfTrust inForce) {
    String vendor =
        vendors.byId(inForce.vendorId()).map(VendorPack::displayName).orElse(inForce.vendorId());
    String label = inForce.tokenLabel() == null ? "" : ", token " + inForce.tokenLabel();
    return "%s%s, serial %s, key 0x%08X"
        .formatted(vendor, label, inForce.tokenSerial(), inForce.key().number());
  }
}
