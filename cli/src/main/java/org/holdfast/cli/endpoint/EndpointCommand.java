package org.holdfast.cli.endpoint;

import jakarta.json.JsonObject;
import org.holdfast.cli.connection.Connection;
import org.holdfast.cli.listing.PageOptions;
import org.holdfast.cli.output.Fields;
import org.holdfast.cli.output.Table;
import org.holdfast.cli.vault.Query;
import org.holdfast.cli.vault.VaultApi;
import org.holdfast.domain.access.EndpointState;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code holdfast endpoint}. */
@Command(
    name = "endpoint",
    description = "Endpoints: the databases and servers that keep their keys here.",
    footer = "  holdfast endpoint list")
public final class EndpointCommand {

  /** Shows several. */
  @Command(
      name = "list",
      description = "List the endpoints, each with the end of its certificate.",
      footer = {"  holdfast endpoint list", "  holdfast endpoint list --state ENROLLED --json"})
  int list(
      @Option(names = "--name", paramLabel = "TEXT", description = "Part of the name.")
          @Nullable String name,
      @Option(names = "--state", paramLabel = "STATE", description = "${COMPLETION-CANDIDATES}.")
          @Nullable EndpointState state,
      @Mixin PageOptions page,
      @Mixin Connection connection) {
    try (VaultApi vault = connection.open()) {
      Query query = new Query("endpoints").with("name", name).with("state", state);
      return page.print(connection, vault, query, EndpointCommand::table);
    }
  }

  private static Table table(JsonObject endpoints) {
    Table table = new Table("NAME", "STATE", "CERTIFICATE UNTIL", "DESCRIPTION").cutting(3);
    for (JsonObject endpoint : Fields.objects(endpoints, "items")) {
      table.row(
          Fields.text(endpoint, "name"),
          Fields.text(endpoint, "state"),
          Fields.time(Fields.object(endpoint, "certificate"), "notAfter"),
          Fields.text(endpoint, "description"));
    }
    return table;
  }
}
