package org.holdfast.cli.wallet;

import jakarta.json.JsonObject;
import org.holdfast.cli.connection.Connection;
import org.holdfast.cli.listing.PageOptions;
import org.holdfast.cli.output.Fields;
import org.holdfast.cli.output.Table;
import org.holdfast.cli.vault.Query;
import org.holdfast.cli.vault.VaultApi;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code holdfast wallet}. */
@Command(
    name = "wallet",
    description = "Virtual wallets: the sets of objects that access is granted on.",
    footer = "  holdfast wallet list")
public final class WalletCommand {

  /** Shows several. */
  @Command(
      name = "list",
      description = "List the virtual wallets that one may see.",
      footer = {"  holdfast wallet list", "  holdfast wallet list --name app --json"})
  int list(
      @Option(names = "--name", paramLabel = "TEXT", description = "Part of the name.")
          @Nullable String name,
      @Mixin PageOptions page,
      @Mixin Connection connection) {
    try (VaultApi vault = connection.open()) {
      return page.print(
          connection, vault, new Query("wallets").with("name", name), WalletCommand::table);
    }
  }

  private static Table table(JsonObject wallets) {
    Table table = new Table("NAME", "PROTECTION", "OBJECTS", "ID").cutting(0);
    for (JsonObject wallet : Fields.objects(wallets, "items")) {
      table.row(
          Fields.text(wallet, "name"),
          Fields.text(wallet, "protection"),
          Fields.text(wallet, "objects"),
          Fields.text(wallet, "id"));
    }
    return table;
  }
}
