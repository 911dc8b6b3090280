package org.holdfast.cli.object;

import jakarta.json.JsonObject;
import java.util.concurrent.Callable;
import org.holdfast.cli.context.Context;
import org.holdfast.cli.failure.ExitCode;
import org.holdfast.cli.vault.Answer;
import org.holdfast.cli.vault.Body;
import org.holdfast.cli.vault.VaultApi;
import org.holdfast.domain.secret.SecretChars;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code holdfast object rotate}: a new version under the same name. */
@Command(
    name = "rotate",
    description = {
      "Make a new version of an object; older ones are kept.",
      "The vault makes the material of keys; of anything else it is given with --file, --material-fd or --ask."
    },
    footer = {
      "  holdfast object rotate app-key",
      "  holdfast object rotate db-password --ask",
      "  holdfast object rotate tls-certificate --file new.crt"
    })
final class RotateCommand implements Callable<Integer> {

  @Parameters(paramLabel = "OBJECT", description = ObjectCommand.NAMED)
  private String object = "";

  @Option(names = "--ask", order = 22, description = "Ask for the material, without echo.")
  private boolean ask;

  @Mixin private final MaterialSource source;
  @Mixin private final Access access;

  RotateCommand(Context context) {
    this.source = new MaterialSource(context);
    this.access = new Access(context);
  }

  @Override
  public Integer call() {
    try (VaultApi vault = access.open()) {
      Answer rotated = rotate(vault, ObjectCommand.path(vault, object) + "/rotate");
      access.connection().print(rotated, () -> ObjectText.facts(rotated.body()));
      return ExitCode.OK;
    }
  }

  private Answer rotate(VaultApi vault, String path) {
    Body body = new Body(JsonObject.EMPTY_JSON_OBJECT);
    if (!ask && !source.isGiven()) {
      return vault.post(path, body);
    }
    try (SecretChars material = source.base64()) {
      return vault.post(path, body.withSecret("material", material));
    }
  }
}
