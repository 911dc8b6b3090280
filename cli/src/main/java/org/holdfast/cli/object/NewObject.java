package org.holdfast.cli.object;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.holdfast.cli.listing.Names;
import org.holdfast.cli.vault.VaultApi;
import org.holdfast.domain.material.Usage;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a new object is to be, besides its name, type and material. */
final class NewObject {

  @Option(
      names = "--wallet",
      paramLabel = "WALLET",
      order = 4,
      description = "Virtual wallet that it goes into, by name or id; may be given several times.")
  private List<String> wallets = List.of();

  @Option(names = "--description", paramLabel = "TEXT", order = 5, description = "In words.")
  private @Nullable String description;

  @Option(
      names = "--usage",
      paramLabel = "USAGE",
      split = ",",
      order = 6,
      description = "What it may be used for, with commas: ${COMPLETION-CANDIDATES}.")
  private List<Usage> usage = List.of();

  @Option(
      names = "--not-extractable",
      order = 7,
      description = "Nobody ever reads its material; it is used in the vault alone.")
  private boolean notExtractable;

  @Option(
      names = "--activation",
      paramLabel = "TIME",
      order = 8,
      description = "Active from then on, as in 2027-01-31T02:00:00Z.")
  private @Nullable String activation;

  @Option(
      names = "--deactivation",
      paramLabel = "TIME",
      order = 9,
      description = "Deactivated from then on.")
  private @Nullable String deactivation;

  @Option(
      names = "--rotation-days",
      paramLabel = "DAYS",
      order = 10,
      description = "The vault makes a new version that often.")
  private @Nullable Integer rotationDays;

  @Option(
      names = "--attribute",
      paramLabel = "NAME=VALUE",
      order = 11,
      description = "An attribute of one's own; may be given several times.")
  private Map<String, String> attributes = new LinkedHashMap<>();

  /** Adds what is given. */
  JsonObjectBuilder on(JsonObjectBuilder json, VaultApi vault) {
    json.add("extractable", !notExtractable);
    put(json, "description", description);
    put(json, "activationDate", activation);
    put(json, "deactivationDate", deactivation);
    if (rotationDays != null) {
      json.add("rotationDays", rotationDays);
    }
    if (!usage.isEmpty()) {
      JsonArrayBuilder names = Json.createArrayBuilder();
      usage.forEach(one -> names.add(one.name()));
      json.add("usage", names);
    }
    if (!wallets.isEmpty()) {
      JsonArrayBuilder ids = Json.createArrayBuilder();
      wallets.forEach(wallet -> ids.add(Names.wallet(vault, wallet)));
      json.add("wallets", ids);
    }
    if (!attributes.isEmpty()) {
      JsonObjectBuilder custom = Json.createObjectBuilder();
      attributes.forEach(custom::add);
      json.add("attributes", custom);
    }
    return json;
  }

  private static void put(JsonObjectBuilder json, String name, @Nullable String value) {
    if (value != null) {
      json.add(name, value);
    }
  }
}
