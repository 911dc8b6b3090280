package org.holdfast.ejb.rootoftrust;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.home.HomeFile;
import org.holdfast.domain.home.VaultHome;
import org.holdfast.domain.hsm.VendorPack;
import org.holdfast.domain.hsm.VendorPacks;
import org.holdfast.domain.rootoftrust.NamedRoot;
import org.holdfast.domain.rootoftrust.OperationTrace;
import org.holdfast.domain.rootoftrust.RootOfTrust;
import org.holdfast.domain.rootoftrust.RootOfTrustState;
import org.holdfast.domain.rootoftrust.RootsOfTrust;
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
  @Inject private ClosedVault closed;

  public RootOfTrustView current() {
    RootOfTrustState state = transactions.load();
    RootsOfTrust roots = state.rootsInForce().orElse(null);
    RootOfTrust inForce = roots == null ? null : roots.primary().root();
    Optional<HsmHealth> health = inForce == null ? Optional.empty() : monitor.findings().overall();
    return new RootOfTrustView(
        state.name(),
        inForce != null,
        health.map(HsmHealth::up).orElse(false),
        roots == null ? NONE : type(roots),
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
        closed.current().orElse(null),
        roots == null ? List.of() : views(roots),
        OperationTrace.latest(home.traces()).orElse(null));
  }

  private List<RootView> views(RootsOfTrust roots) {
    Map<String, HsmHealth> health =
        monitor.findings().roots().stream()
            .collect(Collectors.toMap(RootHealth::name, RootHealth::health));
    return roots.inOrder().stream()
        .map(root -> view(root, roots.priority(root.name()), health.get(root.name())))
        .toList();
  }

  private RootView view(NamedRoot root, int priority, @Nullable HsmHealth health) {
    RootOfTrust key = root.root();
    return new RootView(
        root.name(),
        priority,
        key.vendorId(),
        vendorName(key),
        key.tokenLabel(),
        key.tokenSerial(),
        key.key().number(),
        key.checkValue().toHex(),
        health != null && health.up(),
        health == null ? null : health.cause(),
        health == null ? null : health.detail(),
        health == null ? null : health.since(),
        health == null ? null : health.checked());
  }

  private String vendorName(RootOfTrust root) {
    return vendors.byId(root.vendorId()).map(VendorPack::displayName).orElse(root.vendorId());
  }

  private String type(RootsOfTrust roots) {
    RootOfTrust primary = roots.primary().root();
    String label = primary.tokenLabel() == null ? "" : ", token " + primary.tokenLabel();
    String more = roots.size() == 1 ? "" : "; and %d more".formatted(roots.size() - 1);
    return "%s%s, serial %s, key 0x%08X%s"
        .formatted(vendorName(primary), label, primary.tokenSerial(), primary.key().number(), more);
  }
}
