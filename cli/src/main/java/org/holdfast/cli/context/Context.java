package org.holdfast.cli.context;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.holdfast.cli.failure.CommandFailure;
import org.holdfast.cli.failure.ExitCode;
import org.holdfast.cli.output.Output;
import org.holdfast.cli.output.Progress;
import org.holdfast.cli.terminal.HandedOver;
import org.holdfast.cli.terminal.Secrets;
import org.holdfast.cli.terminal.SystemTerminal;
import org.holdfast.cli.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds a command.
 *
 * @param environment variables
 * @param terminal who can be asked
 * @param output takes what is to be said
 * @param pause between two looks at something
 * @param clock of this machine
 * @param descriptors of files that were handed over
 */
public record Context(
    Map<String, String> environment,
    Terminal terminal,
    Output output,
    Pause pause,
    Clock clock,
    Set<Integer> descriptors) {

  public Context {
    environment = Map.copyOf(environment);
    descriptors = Set.copyOf(descriptors);
  }

  /** That of this process; to be made before anything is opened. */
  public static Context ofProcess() {
    Set<Integer> descriptors = HandedOver.now();
    return new Context(
        System.getenv(),
        new SystemTerminal(),
        new Output(System.out, System.err),
        time -> Thread.sleep(time.toMillis()),
        Clock.systemUTC(),
        descriptors);
  }

  /** Where secrets come from. */
  public Secrets secrets() {
    return new Secrets(environment, terminal, descriptors);
  }

  /** A variable that is set to something; null if it is not. */
  public @Nullable String variable(String name) {
    String value = environment.get(name);
    return value == null || value.isBlank() ? null : value;
  }

  /**
   * The home folder of the vault on this machine.
   *
   * @param given by an option; null for the usual one
   */
  public Path home(@Nullable Path given) {
    String variable = variable("HOLDFAST_HOME");
    Path usual =
        variable == null
            ? Path.of(System.getProperty("user.home"), ".holdfast")
            : Path.of(variable);
    return (given == null ? usual : given).toAbsolutePath().normalize();
  }

  /** How far something has come, shown as suits the output. */
  public Progress progress() {
    return new Progress(output, terminal.isInteractive());
  }

  /**
   * Lets time pass.
   *
   * @throws CommandFailure if the command is to end instead
   */
  public void pass(Duration time) {
    try {
      pause.pass(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure(ExitCode.REFUSED, "Interrupted while waiting.", e);
    }
  }
}
