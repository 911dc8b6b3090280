package org.holdfast.cli.object;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.util.concurrent.Callable;
import org.holdfast.cli.context.Context;
import org.holdfast.cli.failure.ExitCode;
import org.holdfast.cli.vault.Answer;
import org.holdfast.cli.vault.Body;
import org.holdfast.cli.vault.VaultApi;
import org.holdfast.domain.material.Algorithm;
import org.holdfast.domain.material.ObjectType;
import org.holdfast.domain.secret.SecretChars;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code holdfast object register}: the vault keeps what is there already. */
@Command(
    name = "register",
    description = {
      "Keep a key, certificate, secret or any file of up to 1 MiB in the vault.",
      "Without --file and --material-fd it is asked for without echo, as passwords are typed."
    },
    footer = {
      "  holdfast object register tls-key --type PRIVATE_KEY --algorithm RSA --file tls.key",
      "  holdfast object register db-password --type SECRET_DATA",
      "  holdfast object register keytab --type OPAQUE_OBJECT --material-fd 3 3<krb5.keytab"
    })
final class RegisterCommand implements Callable<Integer> {

  @Parameters(paramLabel = "NAME", description = "New and unique.")
  private String name = "";

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      required = true,
      order = 1,
      description = "${COMPLETION-CANDIDATES}.")
  private ObjectType type = ObjectType.OPAQUE_OBJECT;

  @Option(
      names = "--algorithm",
      paramLabel = "ALGORITHM",
      order = 2,
      description = "Of a key: ${COMPLETION-CANDIDATES}.")
  private @Nullable Algorithm algorithm;

  @Mixin private final MaterialSource source;
  @Mixin private final NewObject wanted = new NewObject();
  @Mixin private final Access access;

  RegisterCommand(Context context) {
    this.source = new MaterialSource(context);
    this.access = new Access(context);
  }

  @Override
  public Integer call() {
    try (VaultApi vault = access.open();
        SecretChars material = source.base64()) {
      JsonObjectBuilder json =
          Json.createObjectBuilder().add("name", name).add("type", type.name());
      if (algorithm != null) {
        json.add("algorithm", algorithm.name());
      }
      Answer made =
          vault.post(
              ObjectCommand.OBJECTS,
              new Body(wanted.on(json, vault).build()).withSecret("material", material));
      access.connection().print(made, () -> ObjectText.facts(made.body()));
      return ExitCode.OK;
    }
  }
}
