package org.holdfast.cli.backup;

import jakarta.json.JsonObject;
import org.holdfast.cli.connection.Connection;
import org.holdfast.cli.failure.ExitCode;
import org.holdfast.cli.output.Facts;
import org.holdfast.cli.output.Fields;
import org.holdfast.cli.output.Table;
import org.holdfast.cli.output.Words;
import org.holdfast.cli.vault.Answer;
import org.holdfast.cli.vault.Body;
import org.holdfast.cli.vault.VaultApi;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code holdfast backup destination}: where backups go. */
@Command(
    name = "destination",
    description = "Where backups go.",
    footer = "  holdfast backup destination list")
final class DestinationCommand {

  private static final String NAMED = "Its name or id.";

  /** Shows all. */
  @Command(
      name = "list",
      description = "List the destinations.",
      footer = "  holdfast backup destination list")
  int list(@Mixin Connection connection) {
    try (VaultApi vault = connection.open()) {
      Answer all = vault.get(Lookup.DESTINATIONS);
      connection.print(
          all,
          () -> {
            Table table = new Table("NAME", "METHOD", "WHERE", "SIGN-IN", "HOST KEY", "ID");
            Fields.objects(all.body(), "items")
                .forEach(
                    one ->
                        table.row(
                            Fields.text(one, "name"),
                            Fields.text(one, "method"),
                            where(one),
                            Fields.text(one, "authentication"),
                            Fields.text(Fields.object(one, "hostKey"), "fingerprint"),
                            Fields.text(one, "id")));
            return table.toString();
          });
      return ExitCode.OK;
    }
  }

  private static String where(JsonObject destination) {
    String host = Fields.text(destination, "host");
    String path = Fields.text(destination, "path");
    return host.equals(Words.NONE)
        ? path
        : "%s@%s:%s:%s"
            .formatted(
                Fields.text(destination, "user"), host, Fields.text(destination, "port"), path);
  }

  /** Makes one. */
  @Command(
      name = "create",
      description = "Make a destination; the vault writes, reads and deletes a file there first.",
      footer = {
        "  holdfast backup destination create disk --method local --path /srv/backups",
        "  holdfast backup destination create vault-2 --method sftp \\",
        "      --ssh-host backup.example.org --ssh-user holdfast --path /srv/holdfast"
      })
  int create(
      @Parameters(paramLabel = "NAME", description = "Unique.") String name,
      @Mixin DestinationOptions options,
      @Mixin Connection connection) {
    try (VaultApi vault = connection.open();
        DestinationOptions.Request request =
            options.request(vault, name, JsonObject.EMPTY_JSON_OBJECT)) {
      Answer made = vault.post(Lookup.DESTINATIONS, request.body());
      connection.print(made, () -> "Destination %s is made, and was tried.".formatted(name));
      return ExitCode.OK;
    }
  }

  /** Changes one. */
  @Command(
      name = "change",
      description = "Change a destination; what no option names stays, the password too.",
      footer = "  holdfast backup destination change vault-2 --ssh-port 2222")
  int change(
      @Parameters(paramLabel = "DESTINATION", description = NAMED) String destination,
      @Option(names = "--name", paramLabel = "NAME", description = "New name.")
          @Nullable String name,
      @Mixin DestinationOptions options,
      @Mixin Connection connection) {
    try (VaultApi vault = connection.open()) {
      JsonObject now = Lookup.destination(vault, destination);
      String called = name == null ? Fields.text(now, "name") : name;
      try (DestinationOptions.Request request = options.request(vault, called, now)) {
        Answer changed = vault.put(Lookup.path(Lookup.DESTINATIONS, now), request.body());
        connection.print(
            changed, () -> "Destination %s is changed, and was tried.".formatted(called));
        return ExitCode.OK;
      }
    }
  }

  /** Ends it. */
  @Command(
      name = "delete",
      description = "Delete a destination; the files there stay.",
      footer = "  holdfast backup destination delete vault-2")
  int delete(
      @Parameters(paramLabel = "DESTINATION", description = NAMED) String destination,
      @Mixin Connection connection) {
    try (VaultApi vault = connection.open()) {
      JsonObject found = Lookup.destination(vault, destination);
      Answer answer = vault.delete(Lookup.path(Lookup.DESTINATIONS, found));
      connection.print(
          answer, () -> "Destination %s is deleted.".formatted(Fields.text(found, "name")));
      return ExitCode.OK;
    }
  }

  /** Shows the key of an SSH server. */
  @Command(
      name = "probe",
      description = "Show the key of an SSH server, as the vault sees it; nothing is kept.",
      footer = {
        "  holdfast backup destination probe --method sftp \\",
        "      --ssh-host backup.example.org --ssh-user holdfast --path /srv/holdfast"
      })
  int probe(@Mixin DestinationOptions options, @Mixin Connection connection) {
    try (VaultApi vault = connection.open()) {
      Answer shown = vault.post(HostKeys.PROBE, new Body(options.probe()));
      JsonObject key = Fields.object(shown.body(), "hostKey");
      connection.print(
          shown,
          () ->
              new Facts()
                  .add("Algorithm", Fields.text(key, "algorithm"))
                  .add("Fingerprint", Fields.text(key, "fingerprint"))
                  .toString());
      return ExitCode.OK;
    }
  }

  /** Shows the vault's own SSH key. */
  @Command(
      name = "public-key",
      description = "Print the vault's public key, for authorized_keys of the user there.",
      footer = "  holdfast backup destination public-key")
  int publicKey(@Mixin Connection connection) {
    try (VaultApi vault = connection.open()) {
      Answer key = vault.get("backups/public-key");
      connection.print(key, () -> Fields.text(key.body(), "publicKey"));
      return ExitCode.OK;
    }
  }
}
