package org.holdfast.domain.hsm;

import java.util.List;
import java.util.Optional;

/**
 * The vendor packs that are in use, and what is wrong with those that were left out. Read once, at
 * start.
 */
public final class VendorPacks {

  private final List<VendorPack> packs;
  private final List<VendorPackProblem> problems;

  /**
   * @param packs in the order in which the console lists them; no two have an id or a provider
   *     value in common
   * @param problems one for each pack that was left out
   */
  public VendorPacks(List<VendorPack> packs, List<VendorPackProblem> problems) {
    this.packs = List.copyOf(packs);
    this.problems = List.copyOf(problems);
  }

  /** The packs in use, in the order in which the console lists them. */
  public List<VendorPack> all() {
    return packs;
  }

  /** The pack of a vendor; empty if there is none or it was left out. */
  public Optional<VendorPack> byId(String id) {
    return packs.stream().filter(pack -> pack.id().equals(id)).findFirst();
  }

  /** The pack with that value of {@code HSM_PROVIDER} (S40). */
  public Optional<VendorPack> byProvider(int provider) {
    return packs.stream().filter(pack -> pack.provider() == provider).findFirst();
  }

  /** What was left out. */
  public List<VendorPackProblem> problems() {
    return problems;
  }

  /** Why the pack of a vendor was left out; empty if it was not. */
  public Optional<VendorPackProblem> problemOf(String id) {
    return byId(id).isPresent()
        ? Optional.empty()
        : problems.stream().filter(problem -> problem.vendorId().equals(id)).findFirst();
  }
}
