package org.holdfast.cli.listing;

import jakarta.json.JsonObject;
import org.holdfast.cli.output.Fields;
import org.holdfast.cli.vault.Query;
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

  /** Adds what was asked for. */
  public Query on(Query query) {
    return query.with("offset", offset).with("limit", limit);
  }

  /** What to say below a page: nothing if it is the whole list. */
  public String rest(JsonObject page) {
    int shown = Fields.objects(page, "items").size();
    long total = Fields.number(page, "total");
    return total > offset + shown
        ? "\n%d of %d; --offset %d shows the next.".formatted(shown, total, offset + shown)
        : "";
  }
}
