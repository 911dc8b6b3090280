package org.holdfast.domain.hsm;

import org.jspecify.annotations.Nullable;

/** The HSM refuses the call for a reason that time does not cure. */
public final class HsmRejected extends HsmException {

  private static final long serialVersionUID = 1L;

  public HsmRejected(HsmFault fault, String message) {
    this(fault, message, null, null);
  }

  public HsmRejected(
      HsmFault fault, String message, @Nullable String ckr, @Nullable Throwable cause) {
    super(fault, message, ckr, cause);
  }
}
