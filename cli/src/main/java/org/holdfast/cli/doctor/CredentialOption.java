package org.holdfast.cli.doctor;

import org.holdfast.cli.context.Context;
import org.holdfast.cli.terminal.Secrets;
import org.holdfast.domain.secret.SecretChars;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the HSM credential comes from. */
public final class CredentialOption {

  private static final String OPTION = "--credential-fd";
  private static final Secrets.Source SOURCE =
      new Secrets.Source("HSM credential", OPTION, "HOLDFAST_HSM_CREDENTIAL");

  private final Context context;

  @Option(
      names = OPTION,
      paramLabel = "N",
      order = 59,
      description =
          "The HSM credential is the first line of file descriptor N; otherwise"
              + " HOLDFAST_HSM_CREDENTIAL, else asked for.")
  private @Nullable Integer descriptor;

  /** In these surroundings. */
  public CredentialOption(Context context) {
    this.context = context;
  }

  /** Whether the option is there. */
  public boolean isGiven() {
    return descriptor != null;
  }

  /** The credential, for the caller to close. */
  public SecretChars get() {
    return context.secrets().get(SOURCE, descriptor);
  }
}
