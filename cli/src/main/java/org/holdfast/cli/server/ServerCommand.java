package org.holdfast.cli.server;

import java.util.List;
import java.util.concurrent.Callable;
import org.holdfast.cli.failure.CommandFailure;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * A command of the launcher, which is another program ({@code org.holdfast.server.command.Main}):
 * {@code bin/holdfast} starts that one for these words. Here they are described, for help, manual
 * and completion.
 *
 * @param name the first word
 * @param description what it does
 * @param examples command lines
 */
public record ServerCommand(String name, String description, List<String> examples)
    implements Callable<Integer> {

  private static final String DATABASE = "db";
  private static final String TRIAL = "trial";

  private static final List<ServerCommand> ALL =
      List.of(
          new ServerCommand(
              "start",
              "Start the vault in the background; returns when it answers.",
              List.of("holdfast start", "holdfast start --home /var/lib/holdfast --bind 0.0.0.0")),
          new ServerCommand(
              "run",
              "Start the vault in the foreground; Ctrl-C stops it.",
              List.of("holdfast run --home /var/lib/holdfast")),
          new ServerCommand(
              "stop", "Stop what 'start' or 'run' started.", List.of("holdfast stop")),
          new ServerCommand(
              "status",
              "Say whether the vault runs, is ready, and how it is; takes no sign-in.",
              List.of("holdfast status")),
          new ServerCommand(
              TRIAL,
              "As 'run', with a token in software, post-install and Initialize done; not for real use.",
              List.of("holdfast trial --home /tmp/look-around")),
          new ServerCommand(
              DATABASE, "The embedded database by itself.", List.of("holdfast db status")),
          new ServerCommand(
              "version", "Print the version of this distribution.", List.of("holdfast version")));

  public ServerCommand {
    examples = List.copyOf(examples);
  }

  /** All of them, as the command line knows them. */
  public static List<CommandSpec> specs() {
    return ALL.stream().map(ServerCommand::spec).toList();
  }

  /** Not done by this program. */
  @Override
  public Integer call() {
    throw CommandFailure.usage(
        "'holdfast %s' is started by bin/holdfast of the distribution.".formatted(name));
  }

  private CommandSpec spec() {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name(name);
    spec.usageMessage()
        .description(description)
        .footer(examples.stream().map(example -> "  " + example).toArray(String[]::new));
    option(spec, "--home", "DIR", "Home of the vault (HOLDFAST_HOME, ~/.holdfast).");
    option(
        spec,
        "--bind",
        "ADDRESS",
        "Address of the console and of REST (HOLDFAST_BIND, 127.0.0.1).");
    option(spec, "--port", "PORT", "HTTPS port (HOLDFAST_PORT, 8443).");
    option(
        spec,
        "--management-port",
        "PORT",
        "WildFly's management, this machine only (HOLDFAST_MANAGEMENT_PORT, 9990).");
    option(
        spec,
        "--db-port",
        "PORT",
        "Embedded PostgreSQL, this machine only (HOLDFAST_DB_PORT, 15432).");
    if (name.equals(TRIAL)) {
      spec.addOption(
          OptionSpec.builder("--bare").description("Leave post-install to the console.").build());
    }
    if (name.equals(DATABASE)) {
      spec.addPositional(
          PositionalParamSpec.builder()
              .paramLabel("ACTION")
              .type(String.class)
              .arity("1")
              .description("start, stop or status.")
              .build());
    }
    return spec;
  }

  private static void option(CommandSpec spec, String option, String label, String description) {
    spec.addOption(
        OptionSpec.builder(option)
            .paramLabel(label)
            .type(String.class)
            .description(description)
            .build());
  }
}
