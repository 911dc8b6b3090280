package org.holdfast.cli.hsm;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.holdfast.cli.connection.Connection;
import org.holdfast.cli.context.Context;
import org.holdfast.cli.failure.CommandFailure;
import org.holdfast.cli.failure.ExitCode;
import org.holdfast.cli.output.Fields;
import org.holdfast.cli.output.Progress;
import org.holdfast.cli.output.Words;
import org.holdfast.cli.vault.Answer;
import org.holdfast.cli.vault.VaultApi;

/**
 * An operation of the vault on its HSMs: what goes on is shown while it does, and the steps of the
 * trace (S88) if it was refused and the home is on this machine.
 */
final class Operation {

  private static final String STATUS = "hsm";
  private static final Duration LOOK = Duration.ofSeconds(1);

  /** Without any data key re-wrapped in this time, the command no longer waits. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Connection connection;
  private final Context context;

  Operation(Connection connection) {
    this.connection = connection;
    this.context = connection.context();
  }

  /**
   * Does it.
   *
   * @param what goes on, for whoever waits
   * @param request is answered once it is done
   * @param words the answer as people read it
   * @return the exit code
   */
  int run(String what, Function<VaultApi, Answer> request, Function<JsonObject, String> words) {
    try (VaultApi vault = connection.open()) {
      Answer done = tell(vault, what, request);
      connection.print(done, () -> words.apply(done.body()));
      return ExitCode.OK;
    }
  }

  /**
   * Does what may have the data keys wrapped anew, and waits for that too if it is wanted; the
   * answer is how the HSM stands in the end.
   */
  int runAndRewrap(String what, Function<VaultApi, Answer> request, String done, boolean isToWait) {
    try (VaultApi vault = connection.open()) {
      Answer end = tell(vault, what, request);
      if (isToWait && Fields.number(end.body(), "rewrapRemaining") > 0) {
        follow(vault);
        end = vault.get(STATUS);
      }
      Answer shown = end;
      connection.print(shown, () -> done + "\n\n" + StatusText.of(shown.body()));
      return ExitCode.OK;
    }
  }

  private Answer tell(VaultApi vault, String what, Function<VaultApi, Answer> request) {
    String before = newestTrace(vault);
    try (Progress progress = context.progress()) {
      progress.show(what + " …", "");
      return request.apply(vault);
    } catch (CommandFailure e) {
      if (e.exitCode() == ExitCode.REFUSED) {
        showTrace(newestTrace(vault), before);
      }
      throw e;
    }
  }

  private static String newestTrace(VaultApi vault) {
    Answer status = vault.ask(STATUS);
    return status.isOk() ? Fields.text(status.body(), "latestTrace") : Words.NONE;
  }

  /** The vault goes on by itself whether anybody looks or not. */
  private void follow(VaultApi vault) {
    Instant last = context.clock().instant();
    long before = Long.MAX_VALUE;
    try (Progress progress = context.progress()) {
      while (true) {
        JsonObject key = vault.get("hsm/master-key").body();
        long remaining = Fields.number(key, "remaining");
        if (remaining == 0) {
          return;
        }
        if (remaining != before) {
          before = remaining;
          last = context.clock().instant();
        }
        if (Fields.isTrue(key, "paused")
            || last.plus(PATIENCE).isBefore(context.clock().instant())) {
          break;
        }
        String waitingFor = Fields.text(key, "waitingFor");
        progress.show(
            "Re-wrapping data keys"
                + (waitingFor.equals(Words.NONE) ? "" : ", waiting for " + waitingFor),
            remaining + " of " + Fields.text(key, "total") + " left");
        context.pass(LOOK);
      }
    }
    context
        .output()
        .remark(
            "%d data keys are still to be re-wrapped, which the vault does by itself unless paused: holdfast hsm rewrap status."
                .formatted(before));
  }

  /** An operation that was refused at its door leaves none. */
  private void showTrace(String name, String before) {
    if (name.equals(Words.NONE) || name.equals(before)) {
      return;
    }
    Path trace = connection.home().resolve("log/hsm").resolve(Path.of(name).getFileName());
    try {
      if (!connection.hasAddress() && Files.isReadable(trace)) {
        context.output().remark("Its steps, " + trace + ":\n" + Files.readString(trace).strip());
        return;
      }
    } catch (IOException e) {
      context.output().remark("The trace can't be read: " + CommandFailure.reason(e));
    }
    context.output().remark("Its steps are in log/hsm of the vault's home: " + name);
  }
}
