package org.holdfast.cli.backup;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.List;
import org.holdfast.cli.connection.Connection;
import org.holdfast.cli.failure.CommandFailure;
import org.holdfast.cli.failure.ExitCode;
import org.holdfast.cli.output.Fields;
import org.holdfast.cli.output.Table;
import org.holdfast.cli.vault.Answer;
import org.holdfast.cli.vault.Body;
import org.holdfast.cli.vault.VaultApi;
import org.holdfast.domain.secret.SecretChars;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code holdfast backup}: the group, and what only asks the server one thing. */
@Command(
    name = "backup",
    description =
        "Backups of the vault: where they go, when they are made, whether they are good, restores.",
    footer = {
      "  holdfast backup now --to Local",
      "  holdfast backup schedule create nightly --to vault-2 --every 1d --keep-days 35",
      "  holdfast backup restore FILE --from vault-2"
    },
    subcommands = {
      DestinationCommand.class,
      ScheduleCommand.class,
      NowCommand.class,
      RestoreCommand.class,
      VerifyCommand.class,
      DeleteCommand.class
    })
public final class BackupCommand {

  /** What test restores and restores are given. */
  static final String FILE = "file";

  static final String DESTINATION = "destination";
  static final String PASSPHRASE = "recoveryPassphrase";

  /** Shows one or several destinations' files. */
  @Command(
      name = "list",
      description = "List the backup files at one destination, or at all of them.",
      footer = {"  holdfast backup list", "  holdfast backup list --from vault-2 --json"})
  int list(
      @Option(names = "--from", paramLabel = "DESTINATION", description = "Its name or id.")
          @Nullable String from,
      @Mixin Connection connection) {
    try (VaultApi vault = connection.open()) {
      if (from != null) {
        JsonObject destination = Lookup.destination(vault, from);
        Answer files = files(vault, destination);
        connection.print(
            files,
            () -> {
              Table table = fileTable();
              add(table, destination, files.body());
              return table.toString();
            });
        return ExitCode.OK;
      }
      return listAll(vault, connection);
    }
  }

  /** A destination that does not answer keeps none of the others from being listed. */
  private static int listAll(VaultApi vault, Connection connection) {
    int exitCode = ExitCode.OK;
    int total = 0;
    Table table = fileTable();
    JsonArrayBuilder items = Json.createArrayBuilder();
    for (JsonObject destination : Fields.objects(vault.get(Lookup.DESTINATIONS).body(), "items")) {
      try {
        JsonObject files = files(vault, destination).body();
        add(table, destination, files);
        for (JsonObject file : Fields.objects(files, "items")) {
          items.add(
              Json.createObjectBuilder(file)
                  .add(
                      DESTINATION,
                      Json.createObjectBuilder()
                          .add("id", Fields.text(destination, "id"))
                          .add("name", Fields.text(destination, "name"))));
          total++;
        }
      } catch (CommandFailure e) {
        if (e.exitCode() != ExitCode.REFUSED) {
          throw e;
        }
        connection
            .context()
            .output()
            .fail(Fields.text(destination, "name") + " is left out. " + e.text());
        exitCode = e.exitCode();
      }
    }
    connection
        .context()
        .output()
        .say(
            connection.isJson()
                ? Json.createObjectBuilder()
                    .add("items", items)
                    .add("total", total)
                    .build()
                    .toString()
                : table.toString());
    return exitCode;
  }

  private static Answer files(VaultApi vault, JsonObject destination) {
    return vault.get(Lookup.path(Lookup.DESTINATIONS, destination) + "/files");
  }

  private static Table fileTable() {
    return new Table("DESTINATION", "MADE", "TYPE", "MODE", "SIZE", "FILE");
  }

  private static void add(Table table, JsonObject destination, JsonObject files) {
    for (JsonObject file : Fields.objects(files, "items")) {
      table.row(
          Fields.text(destination, "name"),
          Fields.time(file, "backupTime"),
          Fields.text(file, "type"),
          Fields.isTrue(file, "hsmMode") ? "HSM" : "passphrase",
          Fields.bytes(file, "bytes"),
          Fields.text(file, FILE));
    }
  }

  /** Shows runs. */
  @Command(
      name = "runs",
      description = "List the runs of schedules, newest first.",
      footer = "  holdfast backup runs --limit 50")
  int runs(
      @Option(
              names = "--limit",
              paramLabel = "N",
              defaultValue = "20",
              description = "How many (default: ${DEFAULT-VALUE}).")
          int limit,
      @Option(
              names = "--offset",
              paramLabel = "N",
              defaultValue = "0",
              description = "How many newer ones are left out (default: ${DEFAULT-VALUE}).")
          int offset,
      @Mixin Connection connection) {
    try (VaultApi vault = connection.open()) {
      Answer runs = vault.get("backups/runs?offset=" + offset + "&limit=" + limit);
      connection.print(
          runs,
          () -> {
            List<JsonObject> items = Fields.objects(runs.body(), "items");
            long total = Fields.number(runs.body(), "total");
            String rest =
                total > offset + items.size()
                    ? "\n%d of %d; --offset %d shows the next."
                        .formatted(items.size(), total, offset + items.size())
                    : "";
            return Runs.table(items) + rest;
          });
      return ExitCode.OK;
    }
  }

  /** Shows how backups are. */
  @Command(
      name = "status",
      description =
          "Show the last good backup, what comes next, and what goes on now; during a restore, that.",
      footer = "  holdfast backup status")
  int status(@Mixin Connection connection) {
    try (VaultApi vault = connection.open()) {
      return Status.show(vault, connection);
    }
  }

  /** Has the last good backup proved. */
  @Command(
      name = "prove",
      description =
          "Restore the last good backup beside the vault, which goes on working; nothing is replaced.",
      footer = "  holdfast backup prove")
  int prove(@Mixin Connection connection) {
    try (VaultApi vault = connection.open()) {
      Answer report = vault.postAndWait("backups/prove", new Body(JsonObject.EMPTY_JSON_OBJECT));
      connection.print(report, () -> Reports.words(report.body()));
      return Reports.exitCode(report);
    }
  }

  /** Tests a file. */
  @Command(
      name = "test",
      description =
          "Restore a backup file beside the vault, which goes on working; nothing is replaced.",
      footer = "  holdfast backup test FILE --from vault-2")
  int test(
      @Parameters(paramLabel = "FILE", description = "Its name at the destination.") String file,
      @Option(
              names = "--from",
              paramLabel = "DESTINATION",
              required = true,
              description = "Its name or id.")
          String from,
      @Mixin PassphraseOption passphrase,
      @Mixin Connection connection) {
    try (VaultApi vault = connection.open()) {
      JsonObject request = source(vault, file, from);
      try (SecretChars secret = passphrase.get()) {
        Answer report =
            vault.postAndWait(
                "backups/test-restore", new Body(request).withSecret(PASSPHRASE, secret));
        connection.print(report, () -> Reports.words(report.body()));
        return Reports.exitCode(report);
      }
    }
  }

  /** The part of a request that names a backup. */
  static JsonObject source(VaultApi vault, String file, String from) {
    return Json.createObjectBuilder()
        .add(DESTINATION, Fields.text(Lookup.destination(vault, from), "id"))
        .add(FILE, file)
        .build();
  }
}
