package org.holdfast.domain.doctor;

import java.util.List;
import java.util.Map;
import org.holdfast.domain.hsm.VendorCheck;
import org.holdfast.domain.hsm.VendorPack;

/** The one place that knows where a vendor's checks come from. */
final class VendorChecks {

  /** Packs are to bring their checks along; those that the archive holds bring none. */
  private static final Map<String, List<VendorCheck>> KNOWN = Map.of();

  private VendorChecks() {}

  /** The checks of a vendor pack, as far as packs have any. */
  static List<VendorCheck> of(VendorPack pack) {
    return KNOWN.getOrDefault(pack.id(), List.of());
  }
}
