package org.holdfast.cli.object;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.concurrent.Callable;
import org.holdfast.cli.confirmation.Confirmation;
import org.holdfast.cli.context.Context;
import org.holdfast.cli.failure.ExitCode;
import org.holdfast.cli.output.Fields;
import org.holdfast.cli.vault.Answer;
import org.holdfast.cli.vault.Body;
import org.holdfast.cli.vault.VaultApi;
import org.holdfast.domain.object.Revocation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What leads an object from one state to another. */
final class LifeCycleCommands {

  private LifeCycleCommands() {}

  /** One object, and who asks for it. */
  abstract static class OfOne implements Callable<Integer> {

    @Parameters(paramLabel = "OBJECT", description = ObjectCommand.NAMED)
    private String object = "";

    @Mixin private final Access access;

    OfOne(Context context) {
      this.access = new Access(context);
    }

    @Override
    public final Integer call() {
      try (VaultApi vault = access.open()) {
        Answer after = change(vault, ObjectCommand.path(vault, object));
        access.connection().print(after, () -> ObjectText.facts(after.body()));
        return ExitCode.OK;
      }
    }

    /** Does it; the answer is the object afterwards. */
    abstract Answer change(VaultApi vault, String path);
  }

  /** From Pre-Active to Active. */
  @Command(
      name = "activate",
      description = "Make an object active now, so that it may be used.",
      footer = "  holdfast object activate app-key")
  static final class Activate extends OfOne {

    Activate(Context context) {
      super(context);
    }

    @Override
    Answer change(VaultApi vault, String path) {
      return vault.post(path + "/activate", new Body(JsonObject.EMPTY_JSON_OBJECT));
    }
  }

  /** To Deactivated or Compromised. */
  @Command(
      name = "revoke",
      description = {
        "Revoke an object: it protects nothing new from then on. This is not taken back.",
        "KEY_COMPROMISE and CA_COMPROMISE make it Compromised, the others Deactivated."
      },
      footer = {
        "  holdfast object revoke app-key --reason SUPERSEDED",
        "  holdfast object revoke app-key --reason KEY_COMPROMISE \\",
        "      --since 2027-01-31T00:00:00Z --message 'laptop stolen'"
      })
  static final class Revoke extends OfOne {

    @Option(
        names = "--reason",
        paramLabel = "REASON",
        required = true,
        order = 1,
        description = "${COMPLETION-CANDIDATES}.")
    private Revocation.Reason reason = Revocation.Reason.UNSPECIFIED;

    @Option(names = "--message", paramLabel = "TEXT", order = 2, description = "In words.")
    private String message = "";

    @Option(
        names = "--since",
        paramLabel = "TIME",
        order = 3,
        description = "Since when others may know the material.")
    private @Nullable String since;

    Revoke(Context context) {
      super(context);
    }

    @Override
    Answer change(VaultApi vault, String path) {
      JsonObjectBuilder json =
          Json.createObjectBuilder().add("reason", reason.name()).add("message", message);
      if (since != null) {
        json.add("compromiseOccurrence", since);
      }
      return vault.post(path + "/revoke", new Body(json.build()));
    }
  }

  /** Another object in its place. */
  @Command(
      name = "rekey",
      description = "Make a new object in the place of a key, with another identifier.",
      footer = "  holdfast object rekey app-key")
  static final class Rekey extends OfOne {

    Rekey(Context context) {
      super(context);
    }

    @Override
    Answer change(VaultApi vault, String path) {
      return vault.post(path + "/rekey", new Body(JsonObject.EMPTY_JSON_OBJECT));
    }
  }

  /** Its material is gone afterwards. */
  @Command(
      name = "destroy",
      description = {
        "Overwrite the material of an object with nothing; only backups have it then.",
        "An active object is revoked first."
      },
      footer = {"  holdfast object destroy app-key", "  holdfast object destroy app-key --yes"})
  static final class Destroy extends OfOne {

    @Mixin private final Confirmation confirmation;

    Destroy(Context context) {
      super(context);
      this.confirmation = new Confirmation(context);
    }

    @Override
    Answer change(VaultApi vault, String path) {
      String name = Fields.text(vault.get(path).body(), "name");
      confirmation.require(
          "The material of %s is gone afterwards.".formatted(name), "the object's name", name);
      return vault.delete(path);
    }
  }
}
