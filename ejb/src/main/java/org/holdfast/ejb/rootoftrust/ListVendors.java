package org.holdfast.ejb.rootoftrust;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.hsm.VendorPacks;

/** Shows the vendor packs: what was read at start, and what was left out (B12). */
@Stateless
@RolesAllowed(Role.Names.SYSTEM_ADMINISTRATOR)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ListVendors {

  @Inject private VendorPacks vendors;
  @Inject private WorkTools tools;

  /** All of them; needs neither database nor HSM. */
  public VendorsView list() {
    return new VendorsView(
        vendors.all().stream().map(VendorPackView::of).toList(),
        vendors.problems().stream().map(VendorProblemView::of).toList(),
        tools.securityConf().keyExtractable());
  }
}
