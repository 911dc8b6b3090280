package org.holdfast.domain.hsm;

/**
 * A check of a vendor's client software that the doctor makes on this machine (B10), from the
 * vendor pack.
 *
 * @param kind what is looked at
 * @param subject a path, a group, an environment variable, or a command line (split at spaces, run
 *     without a shell)
 * @param expected a regular expression that is to be found: in the file, the variable's value, or
 *     the command's output; empty if being there (running with exit code 0) is enough
 * @param required whether the HSM cannot work without it: a failure, not a warning
 * @param title what is checked, in words
 * @param cure what to do if it is not so
 */
public record VendorCheck(
    Kind kind, String subject, String expected, boolean required, String title, String cure) {

  /** What can be looked at. */
  public enum Kind {
    /** A file or folder is there and readable. */
    FILE,
    /** The service user is in a group (S92, S95). */
    GROUP,
    /** An environment variable of the server, or a line {@code NAME=VALUE} of a file. */
    ENVIRONMENT,
    /** A command of the vendor's client. */
    COMMAND
  }
}
