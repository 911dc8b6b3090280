package org.holdfast.cli.failure;

/** Exit codes of every command. Scripts rely on them: a number never changes its meaning. */
public final class ExitCode {

  /** Done. */
  public static final int OK = 0;

  /** The vault refused, what was asked for failed, or a test did not succeed. */
  public static final int REFUSED = 1;

  /** The command line can't be understood, or something that it names is not there. */
  public static final int USAGE = 2;

  /** The server can't be reached, or can't be trusted. */
  public static final int UNREACHABLE = 3;

  /** The vault does not know the user by that password. */
  public static final int SIGN_IN = 4;

  /** A backup file was cut off or changed, or is none. */
  public static final int DAMAGED = 5;

  /** A check came to its end, and something is not as it should be. */
  public static final int FOUND = 6;

  private ExitCode() {}
}
