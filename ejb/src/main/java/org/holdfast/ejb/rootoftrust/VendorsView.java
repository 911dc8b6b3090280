package org.holdfast.ejb.rootoftrust;

import java.util.List;

/**
 * The vendor packs of this server.
 *
 * @param packs those in use
 * @param problems those that were left out
 * @param keyExtractable whether the next Root of Trust key is to be extractable (S101)
 */
public record VendorsView(
    List<VendorPackView> packs, List<VendorProblemView> problems, boolean keyExtractable) {

  public VendorsView {
    packs = List.copyOf(packs);
    problems = List.copyOf(problems);
  }
}
