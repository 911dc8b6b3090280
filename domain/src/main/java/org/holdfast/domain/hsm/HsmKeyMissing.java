package org.holdfast.domain.hsm;

import org.jspecify.annotations.Nullable;

/** The Root of Trust key is not on the token. */
public final class HsmKeyMissing extends HsmException {

  private static final long serialVersionUID = 1L;

  public HsmKeyMissing(HsmFault fault, String message) {
    this(fault, message, null, null);
  }

  public HsmKeyMissing(
      HsmFault fault, String message, @Nullable String ckr, @Nullable Throwable cause) {
    super(fault, message, ckr, cause);
  }
}
