package org.holdfast.domain.doctor;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.holdfast.domain.hsm.HsmTarget;
import org.holdfast.domain.hsm.VendorCheck;
import org.holdfast.domain.hsm.VendorPack;

/** The vendor pack's own checks of the client software on this machine (S91 to S99). */
final class VendorClientCheck implements Check {

  private final Function<VendorPack, List<VendorCheck>> checks;
  private final VendorCheckRunner runner;

  VendorClientCheck(Function<VendorPack, List<VendorCheck>> checks, VendorCheckRunner runner) {
    this.checks = checks;
    this.runner = runner;
  }

  @Override
  public void run(Examination examination, Findings findings) {
    Optional<HsmTarget> target = examination.target();
    if (target.isEmpty()) {
      findings.skip(Step.VENDOR_CLIENT, "No vendor is known");
      return;
    }
    VendorPack pack = target.get().vendor();
    List<VendorCheck> wanted = checks.apply(pack);
    if (wanted.isEmpty()) {
      findings.skip(Step.VENDOR_CLIENT, "The pack of " + pack.displayName() + " has no checks");
    }
    for (VendorCheck check : wanted) {
      findings.add(runner.run(check, examination.surroundings().user()));
    }
  }
}
