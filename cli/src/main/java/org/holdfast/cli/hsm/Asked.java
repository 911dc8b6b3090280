package org.holdfast.cli.hsm;

import jakarta.json.JsonObject;
import org.holdfast.cli.connection.Connection;
import org.holdfast.cli.failure.ExitCode;
import org.holdfast.cli.output.Facts;
import org.holdfast.cli.output.Fields;
import org.holdfast.cli.vault.Answer;
import org.holdfast.cli.vault.Body;
import org.holdfast.cli.vault.VaultApi;

/** A question to the running vault, which answers with how its HSM stands. */
final class Asked {

  private final Connection connection;

  Asked(Connection connection) {
    this.connection = connection;
  }

  /**
   * Asks.
   *
   * @param proof the field of the answer that is true when it was done
   * @return the exit code
   */
  int post(String path, Body body, String proof, String done, String notDone) {
    try (VaultApi vault = connection.open()) {
      Answer answer = vault.post(path, body);
      JsonObject status = answer.body();
      boolean isDone = Fields.isTrue(status, proof);
      connection.print(
          answer, () -> (isDone ? done : notDone + why(status)) + "\n\n" + facts(status));
      return isDone ? ExitCode.OK : ExitCode.REFUSED;
    }
  }

  private static String why(JsonObject status) {
    JsonObject cause = Fields.object(status, "cause");
    if (!cause.isEmpty()) {
      return ": " + Answer.problem(cause);
    }
    return Fields.isTrue(status, "enabled") ? "." : ": HSM mode is not enabled.";
  }

  private static Facts facts(JsonObject status) {
    return new Facts()
        .add("State", Fields.text(status, "state"))
        .add("Type", Fields.text(status, "type"))
        .add("Up", Fields.text(status, "up"))
        .add("Checked", Fields.time(status, "checked"))
        .add("Vault open", Fields.text(status, "vaultOpen"))
        .add("Credential stored", Fields.text(status, "credentialStored"))
        .add("Newest trace", Fields.text(status, "latestTrace"));
  }
}
