package org.holdfast.ra.cryptoki;

import java.util.Map;
import org.holdfast.domain.hsm.Disposition;
import org.holdfast.domain.hsm.VendorPack;
import org.xipki.pkcs11.wrapper.PKCS11Exception;

/** The vendor pack's word on return values, over the adapter's own table. */
final class Dispositions {

  private final Map<String, Disposition> overrides;

  private Dispositions(Map<String, Disposition> overrides) {
    this.overrides = overrides;
  }

  static Dispositions of(VendorPack vendor) {
    return new Dispositions(vendor.dispositions());
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
