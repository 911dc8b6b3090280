package org.holdfast.cli.listing;

import jakarta.json.JsonObject;
import java.util.function.Function;
import org.holdfast.cli.connection.Connection;
import org.holdfast.cli.failure.ExitCode;
import org.holdfast.cli.output.Fields;
import org.holdfast.cli.output.Table;
import org.holdfast.cli.vault.Answer;
import org.holdfast.cli.vault.Query;
import org.holdfast.cli.vault.VaultApi;
import picocli.CommandLine.Option;

/** Which part of a list is shown. */
public final class PageOptions {

  @Option(
      names = "--limit",
      paramLabel = "N",
      order = 80,
      defaultValue = "20",
      description = "How many rows, 1 to 1000 (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Option(
      names = "--offset",
      paramLabel = "N",
      order = 81,
      defaultValue = "0",
      description = "How many rows are left out before them (default: ${DEFAULT-VALUE}).")
  private int offset;

  /**
   * Asks for that part of a list and prints it, with what there is beyond it.
   *
   * @param words the list for people
   * @return the exit code
   */
  public int print(
      Connection connection, VaultApi vault, Query query, Function<JsonObject, Table> words) {
    Answer list = vault.get(query.with("offset", offset).with("limit", limit).toString());
    connection.print(list, () -> words.apply(list.body()) + rest(list.body()));
    return ExitCode.OK;
  }

  private String rest(JsonObject page) {
    int shown = Fields.objects(page, "items").size();
    long total = Fields.number(page, "total");
    return total > offset + shown
        ? "\n%d of %d; --offset %d shows the next.".formatted(shown, total, offset + shown)
        : "";
  }
}
