package org.holdfast.ejb.rootoftrust;

import org.holdfast.domain.hsm.VendorPackProblem;

/**
 * A vendor pack that was left out.
 *
 * @param file where it was read from, or the setting that is wrong
 * @param line the line that is wrong, from 1; 0 if it is not about one line
 * @param vendor id of the vendor, as far as it can be told
 * @param message what is wrong and what is allowed
 */
public record VendorProblemView(String file, int line, String vendor, String message) {

  static VendorProblemView of(VendorPackProblem problem) {
    return new VendorProblemView(
        problem.file(), problem.line(), problem.vendorId(), problem.message());
  }
}
