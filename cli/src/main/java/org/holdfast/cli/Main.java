package org.holdfast.cli;

import org.holdfast.cli.context.Context;

/** {@code bin/holdfast}, for the commands of this module. */
public final class Main {

  private Main() {}

  /** Runs a command, its own name first, and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(new CommandRunner(Context.ofProcess()).run(arguments));
  }
}
