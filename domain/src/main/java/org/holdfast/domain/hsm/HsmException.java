package org.holdfast.domain.hsm;

import org.jspecify.annotations.Nullable;

/**
 * An HSM call failed. Checked and closed, because the caller must choose: wait and try again
 * ({@link HsmUnavailable}), ask for another credential ({@link HsmLoginRefused}), restore or undo
 * ({@link HsmKeyMissing}), or give up ({@link HsmRejected}). The message names the PKCS#11 return
 * value and never holds a secret.
 */
public abstract sealed class HsmException extends Exception
    permits HsmUnavailable, HsmLoginRefused, HsmKeyMissing, HsmRejected {

  private static final long serialVersionUID = 1L;

  private final HsmFault fault;
  private final @Nullable String ckr;

  HsmException(HsmFault fault, String message, @Nullable String ckr, @Nullable Throwable cause) {
    super(ckr == null ? message : message + " [" + ckr + "]", cause);
    this.fault = fault;
    this.ckr = ckr;
  }

  public HsmFault fault() {
    return fault;
  }

  /**
   * The name of the PKCS#11 return value, such as {@code CKR_DEVICE_ERROR}; null if there was none.
   */
  public @Nullable String ckr() {
    return ckr;
  }
}
