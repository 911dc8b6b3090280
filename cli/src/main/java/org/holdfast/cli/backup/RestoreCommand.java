package org.holdfast.cli.backup;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.concurrent.Callable;
import org.holdfast.cli.connection.Connection;
import org.holdfast.cli.context.Context;
import org.holdfast.cli.failure.CommandFailure;
import org.holdfast.cli.failure.ExitCode;
import org.holdfast.cli.vault.Answer;
import org.holdfast.cli.vault.Body;
import org.holdfast.cli.vault.VaultApi;
import org.holdfast.domain.secret.SecretChars;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code holdfast backup restore}: replaces all that is in the vault. */
@Command(
    name = "restore",
    description = {
      "Replace all that is in the vault by a backup, and wait until that is done.",
      "Users, their passwords and the recovery passphrase are those of the backup afterwards."
    },
    footer = {
      "  holdfast backup restore FILE --from vault-2",
      "  holdfast backup restore FILE --from vault-2 --yes --passphrase-fd 3 3<passphrase.txt"
    })
final class RestoreCommand implements Callable<Integer> {

  private final Context context;

  @Parameters(paramLabel = "FILE", description = "Its name at the destination.")
  private String file = "";

  @Option(
      names = "--from",
      paramLabel = "DESTINATION",
      required = true,
      description = "Its name or id.")
  private String from = "";

  @Option(names = "--yes", description = "Do not ask for the file's name to confirm.")
  private boolean yes;

  @Option(
      names = "--without-safety-backup",
      description = "Do not back up the present state first: it is lost.")
  private boolean withoutSafetyBackup;

  @Option(names = "--no-wait", description = "Return as soon as the restore has begun.")
  private boolean noWait;

  @Mixin private final PassphraseOption passphrase;
  @Mixin private final Connection connection;

  RestoreCommand(Context context) {
    this.context = context;
    this.passphrase = new PassphraseOption(context);
    this.connection = new Connection(context);
  }

  @Override
  public Integer call() {
    try (VaultApi vault = connection.open()) {
      JsonObject request =
          Json.createObjectBuilder(BackupCommand.source(vault, file, from))
              .add("withoutSafetyBackup", withoutSafetyBackup)
              .build();
      if (!yes) {
        confirm();
      }
      try (SecretChars secret = passphrase.get()) {
        Answer begun =
            vault.post(
                Restores.PATH, new Body(request).withSecret(BackupCommand.PASSPHRASE, secret));
        if (noWait) {
          connection.print(
              begun, () -> "The restore has begun; how far it is: holdfast backup status");
          return ExitCode.OK;
        }
      }
      Answer end = new Restores(vault, context).follow(file);
      connection.print(
          end,
          () ->
              "Restored from %s. Users, passwords and the recovery passphrase are those of the backup."
                  .formatted(file));
      return ExitCode.OK;
    }
  }

  private void confirm() {
    context
        .output()
        .remark(
            withoutSafetyBackup
                ? "This replaces all that is in the vault. The present state is LOST."
                : "This replaces all that is in the vault; the present state is backed up first.");
    String typed = context.terminal().ask("Type the file's name to confirm");
    if (typed == null) {
      throw CommandFailure.usage("Nobody can be asked to confirm here: give --yes.");
    }
    if (!typed.strip().equals(file)) {
      throw CommandFailure.usage("That is not the file's name; nothing was done.");
    }
  }
}
