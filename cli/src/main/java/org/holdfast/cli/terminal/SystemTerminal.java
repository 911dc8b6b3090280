package org.holdfast.cli.terminal;

import java.io.Console;
import org.holdfast.domain.secret.SecretChars;
import org.jspecify.annotations.Nullable;

/** The terminal that the command was started from. */
@SuppressWarnings("SystemConsoleNull") // null it is on Java 17 where there is no terminal
public final class SystemTerminal implements Terminal {

  @Override
  public boolean isInteractive() {
    return System.console() != null;
  }

  @Override
  public @Nullable SecretChars askSecret(String prompt) {
    Console console = System.console();
    char[] typed = console == null ? null : console.readPassword("%s: ", prompt);
    return typed == null ? null : SecretChars.takeFrom(typed);
  }

  @Override
  public @Nullable String ask(String prompt) {
    Console console = System.console();
    return console == null ? null : console.readLine("%s: ", prompt);
  }
}
