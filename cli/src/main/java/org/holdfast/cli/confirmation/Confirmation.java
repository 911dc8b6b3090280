package org.holdfast.cli.confirmation;

import org.holdfast.cli.context.Context;
import org.holdfast.cli.failure.CommandFailure;
import picocli.CommandLine.Option;

/** Asks whoever is there to type a name before something is done that cannot be taken back. */
public final class Confirmation {

  private final Context context;

  @Option(
      names = "--yes",
      order = 90,
      description = "Do it without asking for a word to be typed, as scripts need it.")
  private boolean yes;

  /** In these surroundings. */
  public Confirmation(Context context) {
    this.context = context;
  }

  /**
   * Returns once it is confirmed.
   *
   * @param consequence what is about to happen, said before the question
   * @param what the word is, as in "the object's name"
   * @param word has to be typed
   * @throws CommandFailure if another word was typed, or nobody can be asked
   */
  public void require(String consequence, String what, String word) {
    if (yes) {
      return;
    }
    context.output().remark(consequence);
    String typed = context.terminal().ask("Type " + what + " to confirm (" + word + ")");
    if (typed == null) {
      throw CommandFailure.usage("Nobody can be asked to confirm here: give --yes.");
    }
    if (!typed.strip().equals(word)) {
      throw CommandFailure.usage("That is not " + what + "; nothing was done.");
    }
  }
}
