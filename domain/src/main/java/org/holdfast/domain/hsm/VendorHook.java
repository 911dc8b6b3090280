package org.holdfast.domain.hsm;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * A command of the vendor's client that is run before or after an operation, such as Entrust's
 * {@code rfs-sync} (S19). It is started without a shell, as the service user, and is told nothing
 * of the vault: no secret, none of its environment variables.
 *
 * @param name what it is for, in words; in the trace, the log and the audit trail
 * @param command absolute path of the program, and its arguments
 * @param moment before or after the operation
 * @param operations around which operations
 * @param timeout after how long it is killed, with all that it has started
 * @param run when it is run at all
 */
public record VendorHook(
    String name,
    List<String> command,
    Moment moment,
    Set<Operation> operations,
    Duration timeout,
    Run run) {

  /** When a hook is run, seen from the operation. */
  public enum Moment {
    /** Before the HSM is called: a failure ends the operation, with nothing changed. */
    BEFORE,
    /** After the commit: a failure is a warning, and nothing is undone. */
    AFTER
  }

  /** What a hook can be run around. */
  public enum Operation {
    /** Initialize, and whatever else makes a Root of Trust key. */
    MAKE_KEY,
    /** Set Credential. */
    SET_CREDENTIAL,
    /** Opening a backup that is to be restored, or checked with its passphrase. */
    RESTORE
  }

  /** Whether a hook is run. */
  public enum Run {
    /** Run; a program that is not there is a failure. */
    ALWAYS,
    /** Run if the program is there; otherwise the trace says that it is not. */
    IF_PRESENT,
    /** Never run. */
    NEVER
  }

  public VendorHook {
    command = List.copyOf(command);
    operations = Set.copyOf(operations);
  }

  /** The program that is started. */
  public Path program() {
    return Path.of(command.get(0));
  }

  /** Whether it would be run now. */
  public boolean isOn() {
    return switch (run) {
      case ALWAYS -> true;
      case IF_PRESENT -> Files.isExecutable(program());
      case NEVER -> false;
    };
  }

  /** The same hook, run as the site has decided. */
  public VendorHook with(Run decided) {
    return new VendorHook(name, command, moment, operations, timeout, decided);
  }
}
