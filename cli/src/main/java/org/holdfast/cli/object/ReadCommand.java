package org.holdfast.cli.object;

import java.util.concurrent.Callable;
import org.holdfast.cli.context.Context;
import org.holdfast.cli.failure.ExitCode;
import org.holdfast.cli.vault.Query;
import org.holdfast.cli.vault.VaultApi;
import org.holdfast.domain.secret.SecretBytes;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code holdfast object read}: gives material out, which the vault puts on record. */
@Command(
    name = "read",
    description = {
      "Give out the material of an object: into a file of one's own, to another program, to a terminal only with --to-terminal.",
      "With --json as {id, version, material}, the material in base64."
    },
    footer = {
      "  holdfast object read tls-key --form PEM --out tls.key",
      "  holdfast object read disk-key | cryptsetup open --key-file - /dev/sdb data",
      "  holdfast object read db-password --to-terminal"
    })
final class ReadCommand implements Callable<Integer> {

  @Parameters(paramLabel = "OBJECT", description = ObjectCommand.NAMED)
  private String object = "";

  @Option(
      names = "--version-number",
      paramLabel = "N",
      order = 1,
      description = "An older version; the newest if it is not given.")
  private @Nullable Integer version;

  @Option(
      names = "--form",
      paramLabel = "FORM",
      order = 2,
      defaultValue = "RAW",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Form form = Form.RAW;

  @Mixin private final MaterialSink sink;
  @Mixin private final Access access;

  ReadCommand(Context context) {
    this.sink = new MaterialSink(context);
    this.access = new Access(context);
  }

  @Override
  public Integer call() {
    sink.check();
    boolean isJson = access.connection().isJson();
    try (VaultApi vault = access.open()) {
      String path =
          new Query(ObjectCommand.path(vault, object) + "/material")
              .with("version", version)
              .toString();
      SecretBytes sent = vault.secret(path, isJson ? "application/json" : form.mediaType());
      try (SecretBytes material = isJson ? sent : form.of(sent)) {
        sink.write(material);
      }
      return ExitCode.OK;
    }
  }
}
