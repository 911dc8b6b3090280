package org.holdfast.cli.backup;

import org.holdfast.cli.context.Context;
import org.holdfast.cli.terminal.Secrets;
import org.holdfast.domain.secret.SecretChars;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the recovery passphrase comes from. */
final class PassphraseOption {

  private static final String OPTION = "--passphrase-fd";
  private static final Secrets.Source SOURCE =
      new Secrets.Source(
          "Recovery passphrase of the backup", OPTION, "HOLDFAST_RECOVERY_PASSPHRASE");

  private final Context context;

  @Option(
      names = OPTION,
      paramLabel = "N",
      description =
          "The recovery passphrase in force when the backup was made is the first line of file descriptor N;"
              + " otherwise HOLDFAST_RECOVERY_PASSPHRASE, else asked for.")
  private @Nullable Integer descriptor;

  PassphraseOption(Context context) {
    this.context = context;
  }

  /** Whether the option is there. */
  boolean isGiven() {
    return descriptor != null;
  }

  /** The passphrase, for the caller to close. */
  SecretChars get() {
    return context.secrets().get(SOURCE, descriptor);
  }
}
