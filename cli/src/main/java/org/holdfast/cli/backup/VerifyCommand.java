package org.holdfast.cli.backup;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.holdfast.cli.context.Context;
import org.holdfast.cli.failure.ExitCode;
import org.holdfast.cli.local.LocalVault;
import org.holdfast.cli.output.Facts;
import org.holdfast.cli.output.Table;
import org.holdfast.cli.output.Words;
import org.holdfast.cli.verify.BackupHsm;
import org.holdfast.cli.verify.OfflineCheck;
import org.holdfast.cli.verify.OfflineCheck.Depth;
import org.holdfast.cli.verify.OfflineCheck.Result;
import org.holdfast.domain.backup.file.BackupManifest;
import org.holdfast.domain.rootoftrust.RootOfTrust;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code holdfast backup verify}: a file by itself, without vault. */
@Command(
    name = "verify",
    description = {
      "Check a backup file on this machine, without any vault: its structure and checksums, and with the recovery"
          + " passphrase every row.",
      "A file made in HSM mode opens with its HSM as well: with the stored credential of the home on this machine (one"
          + " login), or 'holdfast backup test' has the vault do it."
    },
    footer = {"  holdfast backup verify FILE", "  holdfast backup verify --passphrase FILE"})
final class VerifyCommand implements Callable<Integer> {

  private static final String NEEDS_HSM =
      "This backup was made in HSM mode: a passphrase opens nothing of it, so its rows were NOT checked. All of it needs"
          + " the HSM: name a home whose HSM credential is stored with --home, or have the vault do it: holdfast backup test"
          + " %s --from DESTINATION";

  private final Context context;

  @Parameters(paramLabel = "FILE", description = "A backup file on this machine.")
  private Path file = Path.of("");

  @Option(
      names = "--passphrase",
      description = "Check every row; asks for the recovery passphrase.")
  private boolean wantsAll;

  @Option(
      names = "--home",
      paramLabel = "DIR",
      description =
          "Home whose HSM and stored credential open a file made in HSM mode (HOLDFAST_HOME, ~/.holdfast).")
  private @Nullable Path home;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Mixin private final PassphraseOption passphrase;

  VerifyCommand(Context context) {
    this.context = context;
    this.passphrase = new PassphraseOption(context);
  }

  @Override
  public Integer call() {
    boolean all = wantsAll || passphrase.isGiven();
    Result result;
    try (LocalVault vault = new LocalVault(context, context.home(home))) {
      result = OfflineCheck.of(file, all ? passphrase::get : null, new BackupHsm(vault));
    }
    context.output().say(json ? toJson(result).toString() : words(result));
    if (result.depth() == Depth.NEEDS_HSM) {
      context.output().fail(NEEDS_HSM.formatted(file.getFileName()));
      return ExitCode.REFUSED;
    }
    return ExitCode.OK;
  }

  private static String words(Result result) {
    BackupManifest manifest = result.manifest();
    RootOfTrust key = manifest.rootOfTrust();
    Facts facts =
        new Facts().add("Backup", manifest.id().toString()).add("Type", manifest.type().name());
    if (manifest.base() != null) {
      facts.add("Goes with", "full backup " + manifest.base());
    }
    facts
        .add("Made", manifest.created().toString())
        .add("By", "node " + manifest.node() + ", version " + manifest.version())
        .add("Schema", Integer.toString(manifest.schemaVersion()))
        .add("Mode", key == null ? "passphrase" : "HSM");
    if (key != null) {
      facts.add(
          "Root of Trust",
          "key %d, check value %s, token %s (%s)"
              .formatted(
                  key.key().number(), key.checkValue().toHex(), key.tokenSerial(), key.vendorId()));
    }
    facts
        .add("Master key", manifest.masterKey().toString())
        .add("Objects", Long.toString(manifest.objects()))
        .add("Rows", Long.toString(manifest.rows()))
        .add("Size", Words.bytes(result.summary().bytes()))
        .add("SHA-256", result.summary().sha256().toHex());
    Table tables = new Table("TABLE", "ROWS");
    manifest.tables().forEach(table -> tables.row(table.name(), Long.toString(table.rows())));
    return facts + "\n\n" + tables + "\n\n" + verdict(result.depth());
  }

  private static String verdict(Depth depth) {
    return depth == Depth.ALL
        ? "In order: every row was decrypted, and there are as many as the manifest says."
        : "In order as far as structure and checksums tell; the rows were not decrypted.";
  }

  private static JsonObject toJson(Result result) {
    BackupManifest manifest = result.manifest();
    RootOfTrust key = manifest.rootOfTrust();
    JsonArrayBuilder tables = Json.createArrayBuilder();
    manifest
        .tables()
        .forEach(
            table ->
                tables.add(
                    Json.createObjectBuilder()
                        .add("name", table.name())
                        .add("rows", table.rows())));
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("checked", result.depth() == Depth.ALL ? "ALL" : "CHECKSUMS")
            .add("id", manifest.id().toString())
            .add("type", manifest.type().name());
    if (manifest.base() != null) {
      json.add("base", manifest.base().toString());
    }
    json.add("created", manifest.created().toString())
        .add("node", manifest.node().toString())
        .add("version", manifest.version())
        .add("schemaVersion", manifest.schemaVersion())
        .add("hsmMode", key != null);
    if (key != null) {
      json.add("keyNumber", key.key().number())
          .add("checkValue", key.checkValue().toHex())
          .add("tokenSerial", key.tokenSerial())
          .add("vendor", key.vendorId());
    }
    return json.add("masterKey", manifest.masterKey().toString())
        .add("objects", manifest.objects())
        .add("rows", manifest.rows())
        .add("tables", tables)
        .add("bytes", result.summary().bytes())
        .add("sha256", result.summary().sha256().toHex())
        .build();
  }
}
