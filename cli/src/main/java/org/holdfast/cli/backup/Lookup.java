package org.holdfast.cli.backup;

import jakarta.json.JsonObject;
import java.util.List;
import org.holdfast.cli.failure.CommandFailure;
import org.holdfast.cli.failure.ExitCode;
import org.holdfast.cli.output.Fields;
import org.holdfast.cli.vault.VaultApi;
import org.holdfast.domain.error.ErrorCode;

/** Finds destinations and schedules by their id or their name; an id goes before an equal name. */
final class Lookup {

  static final String DESTINATIONS = "backups/destinations";
  static final String SCHEDULES = "backups/schedules";

  private Lookup() {}

  /**
   * The destination.
   *
   * @throws CommandFailure if there is none
   */
  static JsonObject destination(VaultApi vault, String nameOrId) {
    return find(vault, DESTINATIONS, nameOrId, ErrorCode.DESTINATION_UNKNOWN);
  }

  /**
   * The schedule.
   *
   * @throws CommandFailure if there is none
   */
  static JsonObject schedule(VaultApi vault, String nameOrId) {
    return find(vault, SCHEDULES, nameOrId, ErrorCode.SCHEDULE_UNKNOWN);
  }

  /** The path of something that was found. */
  static String path(String resources, JsonObject found) {
    return resources + "/" + Fields.text(found, "id");
  }

  private static JsonObject find(
      VaultApi vault, String resources, String nameOrId, ErrorCode unknown) {
    List<JsonObject> all = Fields.objects(vault.get(resources).body(), "items");
    for (String field : List.of("id", "name")) {
      for (JsonObject one : all) {
        if (nameOrId.equals(one.getString(field, ""))) {
          return one;
        }
      }
    }
    throw new CommandFailure(
        ExitCode.REFUSED,
        "%s: %s: %s. %s".formatted(unknown.id(), unknown.title(), nameOrId, unknown.cure()));
  }
}
