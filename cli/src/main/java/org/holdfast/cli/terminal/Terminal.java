package org.holdfast.cli.terminal;

import org.holdfast.domain.secret.SecretChars;
import org.jspecify.annotations.Nullable;

/** Who sits before the command, if anybody does. */
public interface Terminal {

  /** Whether somebody can be asked. */
  boolean isInteractive();

  /** Who can read what the command prints as its result. */
  default Outlet outlet() {
    return Outlet.ofDescriptor(1);
  }

  /**
   * Asks for a secret without echo.
   *
   * @return for the caller to close; null if nobody can be asked or the input ended
   */
  @Nullable SecretChars askSecret(String prompt);

  /**
   * Asks for a line.
   *
   * @return null if nobody can be asked or the input ended
   */
  @Nullable String ask(String prompt);
}
