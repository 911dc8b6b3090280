package org.holdfast.cli.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.holdfast.cli.connection.Connection;
import org.holdfast.cli.context.Context;
import org.holdfast.cli.failure.CommandFailure;
import org.holdfast.cli.failure.ExitCode;
import org.holdfast.cli.file.OwnFile;
import org.holdfast.cli.vault.Query;
import org.holdfast.cli.vault.VaultApi;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code holdfast audit export}. */
@Command(
    name = "export",
    description = {
      "Write audit records into a file, the oldest first, each with its digest and its place in the chain.",
      "As CSV; with --json as one JSON object on each line."
    },
    footer = {
      "  holdfast audit export --out trail.csv",
      "  holdfast audit export --json --from 2027-01-01T00:00:00Z | gzip >trail.jsonl.gz"
    })
final class ExportCommand implements Callable<Integer> {

  private final Context context;
  @Mixin private final AuditFilter filter = new AuditFilter();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      order = 10,
      description = "New file with mode 0600; otherwise the standard output stream.")
  private @Nullable Path out;

  @Option(names = "--replace", order = 11, description = "Replace the file if it is there.")
  private boolean replace;

  @Mixin private final Connection connection;

  ExportCommand(Context context) {
    this.context = context;
    this.connection = new Connection(context);
  }

  @Override
  public Integer call() {
    String path =
        filter
            .on(new Query("audit/export").with("format", connection.isJson() ? "JSON" : "CSV"))
            .toString();
    Path file = out;
    try (VaultApi vault = connection.open()) {
      if (file == null) {
        vault.copy(path, context.output().out());
        context.output().out().flush();
        return ExitCode.OK;
      }
      OwnFile.write(file, replace, stream -> vault.copy(path, stream));
      context.output().remark(file + " is written, " + size(file) + " bytes.");
      return ExitCode.OK;
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.REFUSED, "The file can't be read: %s.".formatted(CommandFailure.reason(e)), e);
    }
  }
}
