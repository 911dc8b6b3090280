package org.holdfast.cli.ledger;

import org.holdfast.cli.context.Context;
import org.holdfast.cli.failure.CommandFailure;
import org.holdfast.cli.terminal.Secrets;
import org.holdfast.domain.secret.SecretChars;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What confirms that a key is to be destroyed: its number, typed once more, and the passphrase. */
final class Confirmation {

  private static final String OPTION = "--passphrase-fd";
  private static final Secrets.Source PASSPHRASE =
      new Secrets.Source("Recovery passphrase", OPTION, "HOLDFAST_RECOVERY_PASSPHRASE");

  private final Context context;

  @Option(names = "--yes", description = "Do not ask for the number of the key to confirm.")
  private boolean yes;

  @Option(
      names = OPTION,
      paramLabel = "N",
      description =
          "The recovery passphrase is the first line of file descriptor N; otherwise"
              + " HOLDFAST_RECOVERY_PASSPHRASE, else asked for.")
  private @Nullable Integer descriptor;

  Confirmation(Context context) {
    this.context = context;
  }

  /** The recovery passphrase, for the caller to close. */
  SecretChars passphrase() {
    return context.secrets().get(PASSPHRASE, descriptor);
  }

  /**
   * Has the number typed, unless that is not wanted; the server compares.
   *
   * @param meaning what is about to happen
   * @param what is to be typed
   */
  String typed(String meaning, String what, int number) {
    if (yes) {
      return Integer.toString(number);
    }
    context.output().remark(meaning + " This cannot be undone.");
    String answer = context.terminal().ask("Type " + what + " to confirm");
    if (answer == null) {
      throw CommandFailure.usage("Nobody can be asked to confirm here: give --yes.");
    }
    if (!answer.strip().equals(Integer.toString(number))) {
      throw CommandFailure.usage("That is not " + what + "; nothing was done.");
    }
    return answer.strip();
  }
}
