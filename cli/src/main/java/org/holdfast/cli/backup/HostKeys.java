package org.holdfast.cli.backup;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import org.holdfast.cli.context.Context;
import org.holdfast.cli.failure.CommandFailure;
import org.holdfast.cli.output.Fields;
import org.holdfast.cli.vault.Answer;
import org.holdfast.cli.vault.Body;
import org.holdfast.cli.vault.VaultApi;

/** Keys of SSH servers: whoever pins one is to have seen its fingerprint. */
final class HostKeys {

  /** Asks an SSH server for its key, by the vault. */
  static final String PROBE = "backups/destinations/probe";

  private final VaultApi vault;
  private final Context context;

  HostKeys(VaultApi vault, Context context) {
    this.vault = vault;
    this.context = context;
  }

  /**
   * The fingerprint that the server shows now, once somebody has said that it is right.
   *
   * @throws CommandFailure if nobody can be asked, or it is not right
   */
  String confirmed(JsonObject destination) {
    Answer shown =
        vault.post(
            PROBE,
            new Body(
                Json.createObjectBuilder(destination)
                    .remove("name")
                    .remove("authentication")
                    .build()));
    JsonObject key = Fields.object(shown.body(), "hostKey");
    String fingerprint = Fields.text(key, "fingerprint");
    String what =
        "%s shows the key %s (%s)"
            .formatted(
                Fields.text(destination, "host"), fingerprint, Fields.text(key, "algorithm"));
    context.output().remark(what + ".");
    String typed = context.terminal().ask("Is that its key, as its administrator says (yes/no)");
    if (typed == null) {
      throw CommandFailure.usage(
          "Nobody can be asked here whether that is right: give it with --host-key-fingerprint.");
    }
    if (!typed.strip().equalsIgnoreCase("yes")) {
      throw CommandFailure.usage("The key was not confirmed; nothing was done.");
    }
    return fingerprint;
  }
}
