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

  /** As {@link #plain(String, Path)}, with that provider value. */
  public static VendorPack plain(String id, int provider, Path library) {
    VendorPack pack = plain(id, library);
    return new VendorPack(
        id,
        pack.displayName(),
        provider,
        List.of(library),
        ANYTHING,
        LABEL,
        pack.mechanisms(),
        pack.dispositions(),
        pack.sessions(),
        List.of(),
        List.of(),
        VendorAdvice.NONE);
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
