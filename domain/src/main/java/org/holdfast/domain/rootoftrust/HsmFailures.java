package org.holdfast.domain.rootoftrust;

import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.hsm.HsmException;
import org.holdfast.domain.hsm.HsmFault;
import org.jspecify.annotations.Nullable;

/** What an HSM failure is called towards the caller, and beside which field it belongs. */
public final class HsmFailures {

  private HsmFailures() {}

  public static VaultException toVaultException(HsmException failure) {
    ErrorCode code = code(failure.fault());
    VaultException translated =
        new VaultException(code, detail(code, String.valueOf(failure.getMessage())), failure);
    String field = field(failure.fault());
    return field == null ? translated : translated.atField(field);
  }

  /** The adapter says S84 and S85 in the document's words; the code's title says them already. */
  private static String detail(ErrorCode code, String message) {
    String repeated = code.title() + ": ";
    return message.startsWith(repeated) ? message.substring(repeated.length()) : message;
  }

  public static ErrorCode code(HsmFault fault) {
    return switch (fault) {
      case LIBRARY_NOT_LOADED -> ErrorCode.LIBRARY_NOT_LOADED;
      case SLOT_NOT_FOUND -> ErrorCode.SLOT_NOT_FOUND;
      case TOKEN_AMBIGUOUS -> ErrorCode.TOKEN_AMBIGUOUS;
      case DEVICE_FAILED -> ErrorCode.HSM_DEVICE_FAILED;
      case TIMED_OUT -> ErrorCode.HSM_TIMED_OUT;
      case BUSY -> ErrorCode.HSM_BUSY;
      case NOT_LOGGED_IN -> ErrorCode.CREDENTIAL_MISSING;
      case CREDENTIAL_REFUSED -> ErrorCode.CREDENTIAL_REFUSED;
      case CREDENTIAL_REFUSED_BEFORE -> ErrorCode.CREDENTIAL_REFUSED_BEFORE;
      case CREDENTIAL_LOCKED -> ErrorCode.CREDENTIAL_LOCKED;
      case ROLLBACK_FAILED -> ErrorCode.CREDENTIAL_ROLLBACK_FAILED;
      case KEY_MISSING -> ErrorCode.ROOT_KEY_MISSING;
      case KEY_AMBIGUOUS -> ErrorCode.ROOT_KEY_AMBIGUOUS;
      case KEY_ATTRIBUTES_WRONG -> ErrorCode.ROOT_KEY_ATTRIBUTES;
      case KEY_REPLACED -> ErrorCode.ROOT_KEY_REPLACED;
      case MECHANISM_MISSING -> ErrorCode.MECHANISM_MISSING;
      case WRAPPED_DATA_INVALID -> ErrorCode.WRAPPED_DATA_INVALID;
      case TOKEN_NOT_WRITABLE -> ErrorCode.TOKEN_NOT_WRITABLE;
      case REJECTED -> ErrorCode.HSM_REJECTED;
    };
  }

  private static @Nullable String field(HsmFault fault) {
    return switch (fault) {
      case CREDENTIAL_REFUSED, CREDENTIAL_LOCKED -> "credential";
      case SLOT_NOT_FOUND, TOKEN_AMBIGUOUS -> "tokenLabel";
      case LIBRARY_NOT_LOADED -> "vendor";
      case DEVICE_FAILED,
          TIMED_OUT,
          BUSY,
          NOT_LOGGED_IN,
          CREDENTIAL_REFUSED_BEFORE,
          ROLLBACK_FAILED,
          KEY_MISSING,
          KEY_AMBIGUOUS,
          KEY_REPLACED,
          KEY_ATTRIBUTES_WRONG,
          MECHANISM_MISSING,
          WRAPPED_DATA_INVALID,
          TOKEN_NOT_WRITABLE,
          REJECTED ->
          null;
    };
  }
}
