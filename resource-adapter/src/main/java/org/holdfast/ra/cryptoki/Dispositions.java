package org.holdfast.ra.cryptoki;

import java.util.HashMap;
import java.util.Map;
import org.holdfast.domain.hsm.VendorPack;
import org.xipki.pkcs11.wrapper.PKCS11Exception;

/** The vendor pack's word on return values, over the adapter's own table. */
final class Dispositions {

  private final Map<String, Disposition> overrides;

  private Dispositions(Map<String, Disposition> overrides) {
    this.overrides = Map.copyOf(overrides);
  }

  /** Entries that name no disposition are logged and left out: a vendor pack is a data file. */
  static Dispositions of(VendorPack vendor) {
    Map<String, Disposition> overrides = new HashMap<>();
    vendor
        .dispositions()
        .forEach(
            (ckr, disposition) -> {
              try {
                overrides.put(ckr, Disposition.valueOf(disposition));
              } catch (IllegalArgumentException e) {
                CryptokiLog.LOG.dispositionUnknown(disposition, ckr, vendor.id());
              }
            });
    return new Dispositions(overrides);
  }

  Disposition of(PKCS11Exception failure) {
    return of(Ckr.of(failure));
  }

  Disposition of(Ckr ckr) {
    return overrides.getOrDefault(ckr.name(), ckr.disposition());
  }

  /**
   * Whether an answer to {@code C_Login} is about the credential. Any refusal counts that is not
   * plainly the device's: rather ask a person once too often than lock the token (B3).
   */
  boolean refusesCredential(PKCS11Exception failure) {
    return of(failure) == Disposition.CALLER;
  }
}
