package org.holdfast.cli.backup;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.concurrent.Callable;
import org.holdfast.cli.confirmation.Confirmation;
import org.holdfast.cli.connection.Connection;
import org.holdfast.cli.context.Context;
import org.holdfast.cli.failure.CommandFailure;
import org.holdfast.cli.failure.ExitCode;
import org.holdfast.cli.output.Fields;
import org.holdfast.cli.vault.Answer;
import org.holdfast.cli.vault.VaultApi;
import org.holdfast.domain.error.ErrorCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code holdfast backup delete}: before its schedule's retention does. */
@Command(
    name = "delete",
    description = {
      "Delete a backup before it expires: its file at the destination, and what the ledger counts for it.",
      "Refused while an incremental backup needs it. Files that this vault did not make are not on its list."
    },
    footer = {
      "  holdfast backup delete FILE",
      "  holdfast backup delete FILE --yes --user sysadmin"
    })
final class DeleteCommand implements Callable<Integer> {

  private static final int PAGE = 100;

  @Parameters(paramLabel = "FILE", description = "Its name, as 'backup runs' shows it.")
  private String file = "";

  @Mixin private final Confirmation confirmation;
  @Mixin private final Connection connection;

  DeleteCommand(Context context) {
    this.confirmation = new Confirmation(context);
    this.connection = new Connection(context);
  }

  @Override
  public Integer call() {
    try (VaultApi vault = connection.open()) {
      String run = find(vault);
      confirmation.require(
          "The backup is gone for good: nothing can be restored from it.",
          "the name of the file",
          file);
      Answer deleted = vault.delete("backups/runs/" + run);
      connection.print(deleted, () -> file + " is deleted.");
      return ExitCode.OK;
    }
  }

  /** Runs are listed newest first, page by page. */
  private String find(VaultApi vault) {
    for (long offset = 0; ; offset += PAGE) {
      JsonObject page = vault.get("backups/runs?limit=" + PAGE + "&offset=" + offset).body();
      List<JsonObject> runs = Fields.objects(page, "items");
      for (JsonObject run : runs) {
        if (file.equals(Fields.text(run, BackupCommand.FILE))) {
          return Fields.text(run, "id");
        }
      }
      if (runs.isEmpty()) {
        ErrorCode unknown = ErrorCode.BACKUP_UNKNOWN;
        throw new CommandFailure(
            ExitCode.REFUSED,
            "%s: %s: %s. %s".formatted(unknown.id(), unknown.title(), file, unknown.cure()));
      }
    }
  }
}
