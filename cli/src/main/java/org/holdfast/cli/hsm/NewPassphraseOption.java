package org.holdfast.cli.hsm;

import org.holdfast.cli.context.Context;
import org.holdfast.cli.terminal.Secrets;
import org.holdfast.domain.secret.SecretChars;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a new recovery passphrase comes from; who types it, types it twice. */
final class NewPassphraseOption {

  private static final String OPTION = "--new-passphrase-fd";
  private static final Secrets.Source SOURCE =
      new Secrets.Source("New recovery passphrase", OPTION, "HOLDFAST_NEW_RECOVERY_PASSPHRASE");

  private final Context context;

  @Option(
      names = OPTION,
      paramLabel = "N",
      order = 61,
      description =
          "The new recovery passphrase is the first line of file descriptor N; otherwise"
              + " HOLDFAST_NEW_RECOVERY_PASSPHRASE, else asked for, twice.")
  private @Nullable Integer descriptor;

  NewPassphraseOption(Context context) {
    this.context = context;
  }

  /** The passphrase, for the caller to close. */
  SecretChars get() {
    return context.secrets().getNew(SOURCE, descriptor);
  }
}
