package org.holdfast.domain.hsm;

import org.jspecify.annotations.Nullable;

/** The HSM cannot be reached or used now. The same call may succeed later. */
public final class HsmUnavailable extends HsmException {

  private static final long serialVersionUID = 1L;

  public HsmUnavailable(HsmFault fault, String message) {
    this(fault, message, null, null);
  }

  public HsmUnavailable(
      HsmFault fault, String message, @Nullable String ckr, @Nullable Throwable cause) {
    super(fault, message, ckr, cause);
  }
}
