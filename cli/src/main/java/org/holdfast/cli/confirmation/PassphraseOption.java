package org.holdfast.cli.confirmation;

import org.holdfast.cli.context.Context;
import org.holdfast.cli.terminal.Secrets;
import org.holdfast.domain.secret.SecretChars;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the recovery passphrase in force comes from (S7). */
public final class PassphraseOption {

  private static final String OPTION = "--passphrase-fd";
  private static final String VARIABLE = "HOLDFAST_RECOVERY_PASSPHRASE";
  private static final Secrets.Source SOURCE =
      new Secrets.Source("Recovery passphrase", OPTION, VARIABLE);

  private final Context context;

  @Option(
      names = OPTION,
      paramLabel = "N",
      order = 60,
      description =
          "The recovery passphrase is the first line of file descriptor N; otherwise"
              + " HOLDFAST_RECOVERY_PASSPHRASE, else asked for.")
  private @Nullable Integer descriptor;

  /** In these surroundings. */
  public PassphraseOption(Context context) {
    this.context = context;
  }

  /** The passphrase, for the caller to close. */
  public SecretChars get() {
    return context.secrets().get(SOURCE, descriptor);
  }
}
