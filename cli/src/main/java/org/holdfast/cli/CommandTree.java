package org.holdfast.cli;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.holdfast.cli.alert.AlertCommand;
import org.holdfast.cli.audit.AuditCommand;
import org.holdfast.cli.backup.BackupCommand;
import org.holdfast.cli.doctor.DoctorCommand;
import org.holdfast.cli.endpoint.EndpointCommand;
import org.holdfast.cli.hsm.HsmCommand;
import org.holdfast.cli.object.ObjectCommand;
import org.holdfast.cli.server.ServerCommand;
import org.holdfast.cli.wallet.WalletCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;

/**
 * The commands below {@code holdfast}. To read the descriptions of all of them takes a third of the
 * time of a short command, so where the first word is one of them, it is the only one that is read.
 */
final class CommandTree {

  /** In the order in which help shows them. */
  private static final List<Class<?>> ALL =
      List.of(
          HsmCommand.class,
          ObjectCommand.class,
          WalletCommand.class,
          EndpointCommand.class,
          BackupCommand.class,
          AuditCommand.class,
          AlertCommand.class,
          DoctorCommand.class,
          HelpCommand.class);

  private CommandTree() {}

  /**
   * The command line for what was typed.
   *
   * @param words what was typed; with none, or a first word that is no command with a description
   *     of its own, the command line knows all commands
   */
  static CommandLine of(IFactory factory, String... words) {
    CommandLine root = new CommandLine(HoldfastCommand.class, factory);
    Optional<Class<?>> named = Stream.of(words).limit(1).flatMap(CommandTree::named).findFirst();
    if (named.isPresent()) {
      root.addSubcommand(new CommandLine(named.get(), factory));
    } else {
      ALL.forEach(type -> root.addSubcommand(new CommandLine(type, factory)));
      ServerCommand.specs().forEach(spec -> root.addSubcommand(spec.name(), spec));
    }
    return root;
  }

  /** Not help itself, which tells of all. */
  private static Stream<Class<?>> named(String word) {
    return ALL.stream()
        .filter(type -> type != HelpCommand.class)
        .filter(type -> type.getAnnotation(Command.class).name().equals(word));
  }
}
