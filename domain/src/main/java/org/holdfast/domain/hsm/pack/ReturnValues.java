package org.holdfast.domain.hsm.pack;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names of PKCS#11 return values, as the resource adapter knows them: those of PKCS#11 2.40 and 3.0
 * (pkcs11t.h), and {@code 0x} with eight digits for a vendor's own.
 */
public final class ReturnValues {

  private static final String PREFIX = "CKR_";
  private static final Pattern VENDORS_OWN = Pattern.compile("0x[89A-F][0-9A-F]{7}");

  private static final Set<String> STANDARD =
      Set.of(
          "ACTION_PROHIBITED",
          "AEAD_DECRYPT_FAILED",
          "ARGUMENTS_BAD",
          "ATTRIBUTE_READ_ONLY",
          "ATTRIBUTE_SENSITIVE",
          "ATTRIBUTE_TYPE_INVALID",
          "ATTRIBUTE_VALUE_INVALID",
          "BUFFER_TOO_SMALL",
          "CANCEL",
          "CANT_LOCK",
          "CRYPTOKI_ALREADY_INITIALIZED",
          "CRYPTOKI_NOT_INITIALIZED",
          "CURVE_NOT_SUPPORTED",
          "DATA_INVALID",
          "DATA_LEN_RANGE",
          "DEVICE_ERROR",
          "DEVICE_MEMORY",
          "DEVICE_REMOVED",
          "DOMAIN_PARAMS_INVALID",
          "ENCRYPTED_DATA_INVALID",
          "ENCRYPTED_DATA_LEN_RANGE",
          "EXCEEDED_MAX_ITERATIONS",
          "FIPS_SELF_TEST_FAILED",
          "FUNCTION_CANCELED",
          "FUNCTION_FAILED",
          "FUNCTION_NOT_PARALLEL",
          "FUNCTION_NOT_SUPPORTED",
          "FUNCTION_REJECTED",
          "GENERAL_ERROR",
          "HOST_MEMORY",
          "INFORMATION_SENSITIVE",
          "KEY_CHANGED",
          "KEY_FUNCTION_NOT_PERMITTED",
          "KEY_HANDLE_INVALID",
          "KEY_INDIGESTIBLE",
          "KEY_NEEDED",
          "KEY_NOT_NEEDED",
          "KEY_NOT_WRAPPABLE",
          "KEY_SIZE_RANGE",
          "KEY_TYPE_INCONSISTENT",
          "KEY_UNEXTRACTABLE",
          "LIBRARY_LOAD_FAILED",
          "MECHANISM_INVALID",
          "MECHANISM_PARAM_INVALID",
          "MUTEX_BAD",
          "MUTEX_NOT_LOCKED",
          "NEED_TO_CREATE_THREADS",
          "NEW_PIN_MODE",
          "NEXT_OTP",
          "NO_EVENT",
          "OBJECT_HANDLE_INVALID",
          "OK",
          "OPERATION_ACTIVE",
          "OPERATION_CANCEL_FAILED",
          "OPERATION_NOT_INITIALIZED",
          "PIN_EXPIRED",
          "PIN_INCORRECT",
          "PIN_INVALID",
          "PIN_LEN_RANGE",
          "PIN_LOCKED",
          "PIN_TOO_WEAK",
          "PUBLIC_KEY_INVALID",
          "RANDOM_NO_RNG",
          "RANDOM_SEED_NOT_SUPPORTED",
          "SAVED_STATE_INVALID",
          "SESSION_CLOSED",
          "SESSION_COUNT",
          "SESSION_EXISTS",
          "SESSION_HANDLE_INVALID",
          "SESSION_PARALLEL_NOT_SUPPORTED",
          "SESSION_READ_ONLY",
          "SESSION_READ_ONLY_EXISTS",
          "SESSION_READ_WRITE_SO_EXISTS",
          "SIGNATURE_INVALID",
          "SIGNATURE_LEN_RANGE",
          "SLOT_ID_INVALID",
          "STATE_UNSAVEABLE",
          "TEMPLATE_INCOMPLETE",
          "TEMPLATE_INCONSISTENT",
          "TOKEN_NOT_PRESENT",
          "TOKEN_NOT_RECOGNIZED",
          "TOKEN_RESOURCE_EXCEEDED",
          "TOKEN_WRITE_PROTECTED",
          "UNWRAPPING_KEY_HANDLE_INVALID",
          "UNWRAPPING_KEY_SIZE_RANGE",
          "UNWRAPPING_KEY_TYPE_INCONSISTENT",
          "USER_ALREADY_LOGGED_IN",
          "USER_ANOTHER_ALREADY_LOGGED_IN",
          "USER_NOT_LOGGED_IN",
          "USER_PIN_NOT_INITIALIZED",
          "USER_TOO_MANY_TYPES",
          "USER_TYPE_INVALID",
          "WRAPPED_KEY_INVALID",
          "WRAPPED_KEY_LEN_RANGE",
          "WRAPPING_KEY_HANDLE_INVALID",
          "WRAPPING_KEY_SIZE_RANGE",
          "WRAPPING_KEY_TYPE_INCONSISTENT");

  private ReturnValues() {}

  /** Whether a pack may say something about it. */
  public static boolean isKnown(String name) {
    return VENDORS_OWN.matcher(name).matches()
        || (name.startsWith(PREFIX) && STANDARD.contains(name.substring(PREFIX.length())));
  }

  /** How many the standard has. */
  public static int standard() {
    return STANDARD.size();
  }
}
