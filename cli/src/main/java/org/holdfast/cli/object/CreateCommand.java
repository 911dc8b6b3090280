package org.holdfast.cli.object;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.concurrent.Callable;
import org.holdfast.cli.context.Context;
import org.holdfast.cli.failure.ExitCode;
import org.holdfast.cli.output.Fields;
import org.holdfast.cli.vault.Answer;
import org.holdfast.cli.vault.Body;
import org.holdfast.cli.vault.VaultApi;
import org.holdfast.domain.material.Algorithm;
import org.holdfast.domain.material.ObjectType;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code holdfast object create}: the vault makes the key. */
@Command(
    name = "create",
    description = {
      "Have the vault make a key, or a pair of them with an algorithm of that kind.",
      "Its material is not shown; 'holdfast object read' gives it out."
    },
    footer = {
      "  holdfast object create app-key --wallet app --rotation-days 90",
      "  holdfast object create signer --algorithm EC --bits 384 --not-extractable"
    })
final class CreateCommand implements Callable<Integer> {

  @Parameters(paramLabel = "NAME", description = "New and unique; of a pair, the private key's.")
  private String name = "";

  @Option(
      names = "--algorithm",
      paramLabel = "ALGORITHM",
      order = 1,
      defaultValue = "AES",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Algorithm algorithm = Algorithm.AES;

  @Option(
      names = "--bits",
      paramLabel = "N",
      order = 2,
      description = "Length; the usual one of the algorithm if it is not given.")
  private @Nullable Integer bits;

  @Option(
      names = "--public-name",
      paramLabel = "NAME",
      order = 3,
      description = "Of a pair, the public key's name (default: NAME and .pub).")
  private @Nullable String publicName;

  @Mixin private final NewObject wanted = new NewObject();
  @Mixin private final Access access;

  CreateCommand(Context context) {
    this.access = new Access(context);
  }

  @Override
  public Integer call() {
    try (VaultApi vault = access.open()) {
      JsonObjectBuilder json = Json.createObjectBuilder().add("algorithm", algorithm.name());
      if (bits != null) {
        json.add("bits", bits);
      }
      if (algorithm.isSymmetric()) {
        json.add("name", name).add("type", ObjectType.SYMMETRIC_KEY.name());
        Answer made = vault.post(ObjectCommand.OBJECTS, new Body(wanted.on(json, vault).build()));
        access.connection().print(made, () -> ObjectText.facts(made.body()));
        return ExitCode.OK;
      }
      json.add("privateName", name)
          .add("publicName", publicName == null ? name + ".pub" : publicName);
      Answer pair =
          vault.post(
              ObjectCommand.OBJECTS + "/key-pairs", new Body(wanted.on(json, vault).build()));
      access.connection().print(pair, () -> words(pair.body()));
      return ExitCode.OK;
    }
  }

  private static String words(JsonObject pair) {
    return ObjectText.facts(Fields.object(pair, "privateKey"))
        + "\n\n"
        + ObjectText.facts(Fields.object(pair, "publicKey"));
  }
}
