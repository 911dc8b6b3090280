package org.holdfast.domain.hsm;

import org.jspecify.annotations.Nullable;

/** The credential was refused. It is not tried again until another is given (B3). */
public final class HsmLoginRefused extends HsmException {

  private static final long serialVersionUID = 1L;

  public HsmLoginRefused(HsmFault fault, String message) {
    this(fault, message, null, null);
  }

  public HsmLoginRefused(
      HsmFault fault, String message, @Nullable String ckr, @Nullable Throwable cause) {
    super(fault, message, ckr, cause);
  }
}
