package org.holdfast.ejb.rootoftrust;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.rootoftrust.PassportRepository;
import org.holdfast.domain.rootoftrust.RootsOfTrust;

/**
 * What the Root of Trust keys and their tokens were like when the keys were made, for whoever wants
 * it proved (B5). Each check compares it with what the HSM says, and raises an alert where they
 * differ.
 */
@Stateless
@RolesAllowed(Role.Names.SYSTEM_ADMINISTRATOR)
public class SeePassports {

  @Inject private RootOfTrustTransactions transactions;
  @Inject private PassportRepository passports;

  /** Of those in force, in order of priority; none without an HSM. */
  public List<PassportView> list() {
    return transactions.load().rootsInForce().map(RootsOfTrust::inOrder).orElse(List.of()).stream()
        .map(root -> PassportView.of(root, passports.find(root.root()).orElse(null)))
        .toList();
  }
}
