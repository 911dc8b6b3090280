package org.holdfast.ra.cryptoki;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.holdfast.domain.hsm.Disposition;
import org.holdfast.domain.hsm.HsmFault;
import org.holdfast.domain.hsm.HsmLoginRefused;
import org.holdfast.domain.hsm.HsmUnavailable;
import org.holdfast.domain.hsm.TestVendors;
import org.holdfast.domain.hsm.VendorPack;
import org.holdfast.domain.hsm.VendorSessions;
import org.holdfast.domain.hsm.WrapMechanism;
import org.holdfast.domain.hsm.pack.ReturnValues;
import org.junit.jupiter.api.Test;
import org.xipki.pkcs11.wrapper.PKCS11Constants;
import org.xipki.pkcs11.wrapper.PKCS11Exception;

class CkrTest {

  /** Above this there are vendors' own codes only. */
  private static final long LAST_STANDARD_CODE = 0x300;

  @Test
  void of_everyStandardCode_hasItsStandardName() {
    int known = 0;
    for (long code = 0; code <= LAST_STANDARD_CODE; code++) {
      String standard = PKCS11Constants.ckrCodeToName(code);
      if (!standard.startsWith("CKR_0X")) {
        assertThat(Ckr.of(code).name()).isEqualTo(standard);
        known++;
      }
    }
    assertThat(known).isGreaterThan(90);
  }

  @Test
  void of_vendorsCode_isNamedByNumberAndDropsTheSession() {
    Ckr ckr = Ckr.of(0x80000123L);

    assertThat(ckr.name()).isEqualTo("0x80000123");
    assertThat(ckr.disposition()).isEqualTo(Disposition.DROP_SESSION);
    assertThat(ckr.fault()).isEqualTo(HsmFault.DEVICE_FAILED);
  }

  @Test
  void dispositions_vendorPackSaysOtherwise_winsOverTable() {
    Dispositions dispositions =
        Dispositions.of(
            vendor(
                Map.of(
                    "CKR_DEVICE_ERROR",
                    Disposition.REINITIALIZE,
                    "0x80000123",
                    Disposition.RELOGIN)));

    assertThat(dispositions.of(new PKCS11Exception(0x30))).isEqualTo(Disposition.REINITIALIZE);
    assertThat(dispositions.of(new PKCS11Exception(0x80000123L))).isEqualTo(Disposition.RELOGIN);
    assertThat(dispositions.of(new PKCS11Exception(0x101))).isEqualTo(Disposition.RELOGIN);
  }

  /** What a vendor pack may say something about is what the adapter knows by name. */
  @Test
  void returnValues_ofVendorPacks_areThoseOfTheTable() {
    int known = 0;
    for (long code = 0; code <= LAST_STANDARD_CODE; code++) {
      String name = Ckr.of(code).name();
      if (name.startsWith("CKR_")) {
        assertThat(ReturnValues.isKnown(name)).as(name).isTrue();
        known++;
      }
    }
    assertThat(known).isEqualTo(ReturnValues.standard());
    assertThat(ReturnValues.isKnown(Ckr.of(0x80000123L).name())).isTrue();
    assertThat(ReturnValues.isKnown("CKR_PANIC")).isFalse();
    assertThat(ReturnValues.isKnown("0x00000030")).isFalse();
  }

  @Test
  void refusesCredential_pinCodes_areRefusals() {
    Dispositions dispositions = Dispositions.of(vendor(Map.of()));

    for (long code : new long[] {0xA0, 0xA1, 0xA2, 0xA3, 0xA4, 0x102, 0x07}) {
      assertThat(dispositions.refusesCredential(new PKCS11Exception(code))).isTrue();
    }
    for (long code : new long[] {0x05, 0x30, 0x32, 0x100, 0x104, 0x190}) {
      assertThat(dispositions.refusesCredential(new PKCS11Exception(code))).isFalse();
    }
  }

  @Test
  void translate_failures_nameTheReturnValue() {
    Dispositions dispositions = Dispositions.of(vendor(Map.of()));

    assertThat(Faults.translate("wrap", new PKCS11Exception(0x30), dispositions))
        .isInstanceOf(HsmUnavailable.class)
        .hasMessageContaining("CKR_DEVICE_ERROR");
    assertThat(Faults.translate("log in", new PKCS11Exception(0xA4), dispositions))
        .isInstanceOf(HsmLoginRefused.class)
        .hasMessageContaining("CKR_PIN_LOCKED");
    assertThat(Faults.translate("wrap", new PKCS11Exception(0xE0), dispositions))
        .isInstanceOf(HsmUnavailable.class)
        .hasMessageStartingWith("Could Not Get Slot for HSM")
        .hasMessageContaining("CKR_TOKEN_NOT_PRESENT");
  }

  private static VendorPack vendor(Map<String, Disposition> dispositions) {
    return TestVendors.pack(
        "test",
        Path.of("/none"),
        List.of(WrapMechanism.AES_GCM),
        dispositions,
        VendorSessions.UNLIMITED);
  }
}
