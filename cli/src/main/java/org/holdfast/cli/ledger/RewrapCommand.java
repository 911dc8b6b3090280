package org.holdfast.cli.ledger;

import jakarta.json.JsonObject;
import org.holdfast.cli.connection.Connection;
import org.holdfast.cli.failure.ExitCode;
import org.holdfast.cli.output.Facts;
import org.holdfast.cli.output.Fields;
import org.holdfast.cli.vault.Answer;
import org.holdfast.cli.vault.Body;
import org.holdfast.cli.vault.VaultApi;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code holdfast hsm rewrap} (S119). */
@Command(
    name = "rewrap",
    description =
        "The re-wrapping of data keys after a rotation: how far it is, pause it, resume it.",
    footer = "  holdfast hsm rewrap status")
public final class RewrapCommand {

  private static final Body EMPTY = new Body(JsonObject.EMPTY_JSON_OBJECT);

  /** Shows how far it is. */
  @Command(
      name = "status",
      description = "Show how many data keys remain, and until when.",
      footer = "  holdfast hsm rewrap status")
  int status(@Mixin Connection connection) {
    try (VaultApi vault = connection.open()) {
      return show(connection, vault.get("hsm/master-key"));
    }
  }

  /** Pauses it. */
  @Command(
      name = "pause",
      description = "Pause it until it is resumed, over restarts too.",
      footer = "  holdfast hsm rewrap pause")
  int pause(@Mixin Connection connection) {
    try (VaultApi vault = connection.open()) {
      return show(connection, vault.post("hsm/rewrap/pause", EMPTY));
    }
  }

  /** Resumes it. */
  @Command(
      name = "resume",
      description = "Go on where it was.",
      footer = "  holdfast hsm rewrap resume")
  int resume(@Mixin Connection connection) {
    try (VaultApi vault = connection.open()) {
      return show(connection, vault.post("hsm/rewrap/resume", EMPTY));
    }
  }

  private static int show(Connection connection, Answer answer) {
    connection.print(answer, () -> words(answer.body()));
    return ExitCode.OK;
  }

  private static String words(JsonObject key) {
    return new Facts()
        .add("Active generation", Fields.text(key, "generation"))
        .add("Generations", Fields.text(key, "generations"))
        .add(
            "Remaining",
            Fields.text(key, "remaining") + " of " + Fields.text(key, "total") + " data keys")
        .add("Done by", Fields.time(key, "estimatedEnd"))
        .add(
            "Paused",
            Fields.isTrue(key, "paused")
                ? "since %s, by %s"
                    .formatted(Fields.time(key, "pausedAt"), Fields.text(key, "pausedBy"))
                : "no")
        .add("Waits", Fields.text(key, "waitingFor"))
        .toString();
  }
}
