package org.holdfast.cli.hsm;

import jakarta.json.JsonObject;
import java.util.concurrent.Callable;
import org.holdfast.cli.connection.Connection;
import org.holdfast.cli.context.Context;
import org.holdfast.cli.failure.ExitCode;
import org.holdfast.cli.output.Fields;
import org.holdfast.cli.output.Table;
import org.holdfast.cli.vault.Answer;
import org.holdfast.cli.vault.VaultApi;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code holdfast hsm vendors} (B12). */
@Command(
    name = "vendors",
    description =
        "List the vendors of HSMs that this vault knows, by the name that --vendor takes.",
    footer = "  holdfast hsm vendors")
final class VendorsCommand implements Callable<Integer> {

  @Mixin private final Connection connection;

  VendorsCommand(Context context) {
    this.connection = new Connection(context);
  }

  @Override
  public Integer call() {
    try (VaultApi vault = connection.open()) {
      Answer vendors = vault.get("hsm/vendors");
      connection.print(
          vendors,
          () -> {
            Table table = new Table("ID", "NAME", "LIBRARY");
            Fields.objects(vendors.body(), "vendors").forEach(one -> add(table, one));
            return table.toString();
          });
      return ExitCode.OK;
    }
  }

  private static void add(Table table, JsonObject vendor) {
    table.row(
        Fields.text(vendor, "id"),
        Fields.text(vendor, "name"),
        Fields.isTrue(vendor, "libraryThere") ? "there" : "missing");
    table.note(
        "credential: %s; token label: %s"
            .formatted(
                Fields.text(Fields.object(vendor, "credential"), "name"),
                Fields.text(Fields.object(vendor, "tokenLabel"), "name")));
  }
}
