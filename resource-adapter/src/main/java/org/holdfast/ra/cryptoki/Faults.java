package org.holdfast.ra.cryptoki;

import org.holdfast.domain.hsm.Disposition;
import org.holdfast.domain.hsm.HsmException;
import org.holdfast.domain.hsm.HsmFault;
import org.holdfast.domain.hsm.HsmKeyMissing;
import org.holdfast.domain.hsm.HsmLoginRefused;
import org.holdfast.domain.hsm.HsmRejected;
import org.holdfast.domain.hsm.HsmUnavailable;
import org.jspecify.annotations.Nullable;
import org.xipki.pkcs11.wrapper.PKCS11Exception;

/** Says a PKCS#11 failure in the words of the port. */
final class Faults {

  /** The document's own texts (S84, S85): people search for them. */
  static final String NO_SLOT = "Could Not Get Slot for HSM";

  static final String NO_LIBRARY = "Could Not Load PKCS#11 Library";

  private Faults() {}

  /**
   * @param doing what was being done, such as "wrap with Holdfast HSM Root Key 0x00000001"
   */
  static HsmException translate(String doing, PKCS11Exception failure, Dispositions dispositions) {
    Ckr ckr = Ckr.of(failure);
    HsmFault fault = ckr.fault();
    String name = failure instanceof TokenGone gone ? gone.ckr() : ckr.name();
    return switch (fault) {
      case SLOT_NOT_FOUND ->
          new HsmUnavailable(fault, NO_SLOT + ": " + doing + ": " + text(failure), name, failure);
      case LIBRARY_NOT_LOADED ->
          new HsmUnavailable(fault, NO_LIBRARY + ": " + doing, name, failure);
      case CREDENTIAL_REFUSED, CREDENTIAL_REFUSED_BEFORE, CREDENTIAL_LOCKED ->
          new HsmLoginRefused(fault, "The token refused the HSM credential", name, failure);
      case KEY_MISSING -> new HsmKeyMissing(fault, "The key went while: " + doing, name, failure);
      case BUSY, DEVICE_FAILED, TIMED_OUT, NOT_LOGGED_IN, ROLLBACK_FAILED ->
          new HsmUnavailable(fault, "The HSM failed to " + doing, name, failure);
      case REJECTED,
          MECHANISM_MISSING,
          WRAPPED_DATA_INVALID,
          TOKEN_NOT_WRITABLE,
          TOKEN_AMBIGUOUS,
          KEY_AMBIGUOUS,
          KEY_ATTRIBUTES_WRONG,
          KEY_REPLACED ->
          refusal(doing, failure, dispositions.of(ckr), fault, name);
    };
  }

  /** A refusal that the vendor pack calls a failure of the device may pass with time. */
  private static HsmException refusal(
      String doing,
      PKCS11Exception failure,
      Disposition disposition,
      HsmFault fault,
      @Nullable String name) {
    return disposition == Disposition.CALLER
        ? new HsmRejected(fault, "The HSM refused to " + doing, name, failure)
        : new HsmUnavailable(HsmFault.DEVICE_FAILED, "The HSM failed to " + doing, name, failure);
  }

  private static String text(PKCS11Exception failure) {
    return failure instanceof TokenGone ? String.valueOf(failure.getMessage()) : "no such slot";
  }
}
