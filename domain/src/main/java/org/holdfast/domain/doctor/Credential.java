package org.holdfast.domain.doctor;

import org.holdfast.domain.secret.SecretChars;
import org.jspecify.annotations.Nullable;

/** Whether the doctor may log in to the token, and with what: at most once in a run (B3). */
public final class Credential {

  /** No credential is sent; what the process knows counts. */
  public static final Credential NONE = new Credential(null, false);

  /** That which is stored in the home, unless the token refused it before. */
  public static final Credential STORED = new Credential(null, true);

  private final @Nullable SecretChars typed;
  private final boolean stored;

  private Credential(@Nullable SecretChars typed, boolean stored) {
    this.typed = typed;
    this.stored = stored;
  }

  /** One that was typed; stays the caller's. */
  public static Credential typed(SecretChars secret) {
    return new Credential(secret, false);
  }

  @Nullable SecretChars typed() {
    return typed;
  }

  boolean isStored() {
    return stored;
  }
}
