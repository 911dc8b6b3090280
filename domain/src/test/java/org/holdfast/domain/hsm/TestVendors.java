package org.holdfast.domain.hsm;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Vendor packs for tests, made without a file. */
public final class TestVendors {

  private static final VendorField ANYTHING = new VendorField("User PIN", "", 1, 255, null);
  private static final VendorField LABEL = new VendorField("Token label", "", 1, 32, null);

  private TestVendors() {}

  /** A pack with that library, all mechanisms, and nothing of its own. */
  public static VendorPack plain(String id, Path library) {
    return pack(id, library, List.of(WrapMechanism.values()), Map.of(), VendorSessions.UNLIMITED);
  }

  /** A pack with these particulars. */
  public static VendorPack pack(
      String id,
      Path library,
      List<WrapMechanism> mechanisms,
      Map<String, Disposition> dispositions,
      VendorSessions sessions) {
    return new VendorPack(
        id,
        "Vendor " + id,
        9,
        List.of(library),
        ANYTHING,
        LABEL,
        mechanisms,
        dispositions,
        sessions,
        List.of(),
        List.of(),
        VendorAdvice.NONE);
  }
}
