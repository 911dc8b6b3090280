package org.holdfast.ra.cryptoki;

import static org.holdfast.domain.hsm.Disposition.CALLER;
import static org.holdfast.domain.hsm.Disposition.DROP_SESSION;
import static org.holdfast.domain.hsm.Disposition.FATAL;
import static org.holdfast.domain.hsm.Disposition.REINITIALIZE;
import static org.holdfast.domain.hsm.Disposition.RELOGIN;
import static org.holdfast.domain.hsm.HsmFault.BUSY;
import static org.holdfast.domain.hsm.HsmFault.CREDENTIAL_LOCKED;
import static org.holdfast.domain.hsm.HsmFault.CREDENTIAL_REFUSED;
import static org.holdfast.domain.hsm.HsmFault.DEVICE_FAILED;
import static org.holdfast.domain.hsm.HsmFault.KEY_MISSING;
import static org.holdfast.domain.hsm.HsmFault.LIBRARY_NOT_LOADED;
import static org.holdfast.domain.hsm.HsmFault.MECHANISM_MISSING;
import static org.holdfast.domain.hsm.HsmFault.NOT_LOGGED_IN;
import static org.holdfast.domain.hsm.HsmFault.REJECTED;
import static org.holdfast.domain.hsm.HsmFault.SLOT_NOT_FOUND;
import static org.holdfast.domain.hsm.HsmFault.TOKEN_NOT_WRITABLE;
import static org.holdfast.domain.hsm.HsmFault.WRAPPED_DATA_INVALID;

import java.util.HashMap;
import java.util.Map;
import org.holdfast.domain.hsm.Disposition;
import org.holdfast.domain.hsm.HsmFault;
import org.xipki.pkcs11.wrapper.PKCS11Exception;

/**
 * A PKCS#11 return value. Those of PKCS#11 2.40 and 3.0 are known by name; any other is named by
 * its number and taken for a failure of the device.
 *
 * @param disposition what it asks of the adapter, unless the vendor pack says otherwise
 * @param fault what the caller is told
 */
record Ckr(long code, String name, Disposition disposition, HsmFault fault) {

  private static final Map<Long, Ckr> BY_CODE = new HashMap<>();

  static final Ckr GENERAL_ERROR = put(0x05, "GENERAL_ERROR", DROP_SESSION, DEVICE_FAILED);
  static final Ckr FUNCTION_FAILED = put(0x06, "FUNCTION_FAILED", DROP_SESSION, DEVICE_FAILED);
  static final Ckr ATTRIBUTE_SENSITIVE = put(0x11, "ATTRIBUTE_SENSITIVE", CALLER, REJECTED);
  static final Ckr ATTRIBUTE_TYPE_INVALID = put(0x12, "ATTRIBUTE_TYPE_INVALID", CALLER, REJECTED);
  static final Ckr DEVICE_ERROR = put(0x30, "DEVICE_ERROR", DROP_SESSION, DEVICE_FAILED);
  static final Ckr KEY_HANDLE_INVALID = put(0x60, "KEY_HANDLE_INVALID", CALLER, KEY_MISSING);
  static final Ckr OBJECT_HANDLE_INVALID = put(0x82, "OBJECT_HANDLE_INVALID", CALLER, KEY_MISSING);
  static final Ckr SESSION_HANDLE_INVALID =
      put(0xB3, "SESSION_HANDLE_INVALID", DROP_SESSION, DEVICE_FAILED);
  static final Ckr TOKEN_NOT_PRESENT = put(0xE0, "TOKEN_NOT_PRESENT", REINITIALIZE, SLOT_NOT_FOUND);
  static final Ckr UNWRAPPING_KEY_HANDLE_INVALID =
      put(0xF0, "UNWRAPPING_KEY_HANDLE_INVALID", CALLER, KEY_MISSING);
  static final Ckr USER_ALREADY_LOGGED_IN =
      put(0x100, "USER_ALREADY_LOGGED_IN", DROP_SESSION, DEVICE_FAILED);
  static final Ckr USER_NOT_LOGGED_IN = put(0x101, "USER_NOT_LOGGED_IN", RELOGIN, NOT_LOGGED_IN);
  static final Ckr WRAPPING_KEY_HANDLE_INVALID =
      put(0x113, "WRAPPING_KEY_HANDLE_INVALID", CALLER, KEY_MISSING);
  static final Ckr CRYPTOKI_NOT_INITIALIZED =
      put(0x190, "CRYPTOKI_NOT_INITIALIZED", REINITIALIZE, DEVICE_FAILED);
  static final Ckr CRYPTOKI_ALREADY_INITIALIZED =
      put(0x191, "CRYPTOKI_ALREADY_INITIALIZED", FATAL, LIBRARY_NOT_LOADED);

  static {
    put(0x00, "OK", CALLER, REJECTED);
    put(0x01, "CANCEL", CALLER, REJECTED);
    put(0x02, "HOST_MEMORY", FATAL, DEVICE_FAILED);
    put(0x03, "SLOT_ID_INVALID", REINITIALIZE, SLOT_NOT_FOUND);
    put(0x07, "ARGUMENTS_BAD", CALLER, REJECTED);
    put(0x08, "NO_EVENT", CALLER, REJECTED);
    put(0x09, "NEED_TO_CREATE_THREADS", FATAL, LIBRARY_NOT_LOADED);
    put(0x0A, "CANT_LOCK", FATAL, LIBRARY_NOT_LOADED);
    put(0x10, "ATTRIBUTE_READ_ONLY", CALLER, REJECTED);
    put(0x13, "ATTRIBUTE_VALUE_INVALID", CALLER, REJECTED);
    put(0x1B, "ACTION_PROHIBITED", CALLER, REJECTED);
    put(0x20, "DATA_INVALID", CALLER, REJECTED);
    put(0x21, "DATA_LEN_RANGE", CALLER, REJECTED);
    put(0x31, "DEVICE_MEMORY", CALLER, TOKEN_NOT_WRITABLE);
    put(0x32, "DEVICE_REMOVED", REINITIALIZE, SLOT_NOT_FOUND);
    put(0x40, "ENCRYPTED_DATA_INVALID", CALLER, WRAPPED_DATA_INVALID);
    put(0x41, "ENCRYPTED_DATA_LEN_RANGE", CALLER, WRAPPED_DATA_INVALID);
    put(0x42, "AEAD_DECRYPT_FAILED", CALLER, WRAPPED_DATA_INVALID);
    put(0x50, "FUNCTION_CANCELED", DROP_SESSION, DEVICE_FAILED);
    put(0x51, "FUNCTION_NOT_PARALLEL", CALLER, REJECTED);
    put(0x54, "FUNCTION_NOT_SUPPORTED", CALLER, REJECTED);
    put(0x62, "KEY_SIZE_RANGE", CALLER, REJECTED);
    put(0x63, "KEY_TYPE_INCONSISTENT", CALLER, REJECTED);
    put(0x64, "KEY_NOT_NEEDED", CALLER, REJECTED);
    put(0x65, "KEY_CHANGED", CALLER, REJECTED);
    put(0x66, "KEY_NEEDED", CALLER, REJECTED);
    put(0x67, "KEY_INDIGESTIBLE", CALLER, REJECTED);
    put(0x68, "KEY_FUNCTION_NOT_PERMITTED", CALLER, REJECTED);
    put(0x69, "KEY_NOT_WRAPPABLE", CALLER, REJECTED);
    put(0x6A, "KEY_UNEXTRACTABLE", CALLER, REJECTED);
    put(0x70, "MECHANISM_INVALID", CALLER, MECHANISM_MISSING);
    put(0x71, "MECHANISM_PARAM_INVALID", CALLER, MECHANISM_MISSING);
    put(0x90, "OPERATION_ACTIVE", DROP_SESSION, DEVICE_FAILED);
    put(0x91, "OPERATION_NOT_INITIALIZED", DROP_SESSION, DEVICE_FAILED);
    put(0xA0, "PIN_INCORRECT", CALLER, CREDENTIAL_REFUSED);
    put(0xA1, "PIN_INVALID", CALLER, CREDENTIAL_REFUSED);
    put(0xA2, "PIN_LEN_RANGE", CALLER, CREDENTIAL_REFUSED);
    put(0xA3, "PIN_EXPIRED", CALLER, CREDENTIAL_REFUSED);
    put(0xA4, "PIN_LOCKED", CALLER, CREDENTIAL_LOCKED);
    put(0xB0, "SESSION_CLOSED", DROP_SESSION, DEVICE_FAILED);
    put(0xB1, "SESSION_COUNT", DROP_SESSION, BUSY);
    put(0xB4, "SESSION_PARALLEL_NOT_SUPPORTED", FATAL, DEVICE_FAILED);
    put(0xB5, "SESSION_READ_ONLY", CALLER, TOKEN_NOT_WRITABLE);
    put(0xB6, "SESSION_EXISTS", CALLER, REJECTED);
    put(0xB7, "SESSION_READ_ONLY_EXISTS", CALLER, REJECTED);
    put(0xB8, "SESSION_READ_WRITE_SO_EXISTS", DROP_SESSION, BUSY);
    put(0xC0, "SIGNATURE_INVALID", CALLER, WRAPPED_DATA_INVALID);
    put(0xC1, "SIGNATURE_LEN_RANGE", CALLER, WRAPPED_DATA_INVALID);
    put(0xD0, "TEMPLATE_INCOMPLETE", CALLER, REJECTED);
    put(0xD1, "TEMPLATE_INCONSISTENT", CALLER, REJECTED);
    put(0xE1, "TOKEN_NOT_RECOGNIZED", REINITIALIZE, SLOT_NOT_FOUND);
    put(0xE2, "TOKEN_WRITE_PROTECTED", CALLER, TOKEN_NOT_WRITABLE);
    put(0xF1, "UNWRAPPING_KEY_SIZE_RANGE", CALLER, REJECTED);
    put(0xF2, "UNWRAPPING_KEY_TYPE_INCONSISTENT", CALLER, REJECTED);
    put(0x102, "USER_PIN_NOT_INITIALIZED", CALLER, CREDENTIAL_REFUSED);
    put(0x103, "USER_TYPE_INVALID", CALLER, CREDENTIAL_REFUSED);
    put(0x104, "USER_ANOTHER_ALREADY_LOGGED_IN", DROP_SESSION, BUSY);
    put(0x105, "USER_TOO_MANY_TYPES", DROP_SESSION, BUSY);
    put(0x110, "WRAPPED_KEY_INVALID", CALLER, WRAPPED_DATA_INVALID);
    put(0x112, "WRAPPED_KEY_LEN_RANGE", CALLER, WRAPPED_DATA_INVALID);
    put(0x114, "WRAPPING_KEY_SIZE_RANGE", CALLER, REJECTED);
    put(0x115, "WRAPPING_KEY_TYPE_INCONSISTENT", CALLER, REJECTED);
    put(0x120, "RANDOM_SEED_NOT_SUPPORTED", CALLER, REJECTED);
    put(0x121, "RANDOM_NO_RNG", CALLER, REJECTED);
    put(0x130, "DOMAIN_PARAMS_INVALID", CALLER, REJECTED);
    put(0x140, "CURVE_NOT_SUPPORTED", CALLER, REJECTED);
    put(0x150, "BUFFER_TOO_SMALL", DROP_SESSION, DEVICE_FAILED);
    put(0x160, "SAVED_STATE_INVALID", CALLER, REJECTED);
    put(0x170, "INFORMATION_SENSITIVE", CALLER, REJECTED);
    put(0x180, "STATE_UNSAVEABLE", CALLER, REJECTED);
    put(0x1A0, "MUTEX_BAD", FATAL, DEVICE_FAILED);
    put(0x1A1, "MUTEX_NOT_LOCKED", FATAL, DEVICE_FAILED);
    put(0x1B0, "NEW_PIN_MODE", CALLER, CREDENTIAL_REFUSED);
    put(0x1B1, "NEXT_OTP", CALLER, CREDENTIAL_REFUSED);
    put(0x1B5, "EXCEEDED_MAX_ITERATIONS", CALLER, REJECTED);
    put(0x1B6, "FIPS_SELF_TEST_FAILED", FATAL, DEVICE_FAILED);
    put(0x1B7, "LIBRARY_LOAD_FAILED", FATAL, LIBRARY_NOT_LOADED);
    put(0x1B8, "PIN_TOO_WEAK", CALLER, CREDENTIAL_REFUSED);
    put(0x1B9, "PUBLIC_KEY_INVALID", CALLER, REJECTED);
    put(0x200, "FUNCTION_REJECTED", CALLER, REJECTED);
    put(0x201, "TOKEN_RESOURCE_EXCEEDED", DROP_SESSION, BUSY);
    put(0x202, "OPERATION_CANCEL_FAILED", DROP_SESSION, DEVICE_FAILED);
  }

  static Ckr of(PKCS11Exception failure) {
    return of(failure.getErrorCode());
  }

  static Ckr of(long code) {
    Ckr known = BY_CODE.get(code);
    return known != null
        ? known
        : new Ckr(code, "0x%08X".formatted(code), DROP_SESSION, DEVICE_FAILED);
  }

  /** The key is not behind that handle any more. */
  boolean isStaleKey() {
    return fault == KEY_MISSING;
  }

  /** The token has no such attribute, or does not show it. */
  boolean isAttributeWithheld() {
    return equals(ATTRIBUTE_SENSITIVE) || equals(ATTRIBUTE_TYPE_INVALID);
  }

  private static Ckr put(long code, String name, Disposition disposition, HsmFault fault) {
    Ckr ckr = new Ckr(code, "CKR_" + name, disposition, fault);
    BY_CODE.put(code, ckr);
    return ckr;
  }
}
