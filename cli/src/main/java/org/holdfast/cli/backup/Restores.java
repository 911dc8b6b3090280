package org.holdfast.cli.backup;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import org.holdfast.cli.context.Context;
import org.holdfast.cli.failure.CommandFailure;
import org.holdfast.cli.failure.ExitCode;
import org.holdfast.cli.output.Fields;
import org.holdfast.cli.output.Progress;
import org.holdfast.cli.vault.Answer;
import org.holdfast.cli.vault.VaultApi;

/** Follows a restore to its end. Needs no sign-in: users may be others when it is done. */
final class Restores {

  /** The resource that says how far a restore is. */
  static final String PATH = "backups/restore";

  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  /** For how long nothing may be heard of the server. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final VaultApi vault;
  private final Context context;

  Restores(VaultApi vault, Context context) {
    this.vault = vault;
    this.context = context;
  }

  static boolean isRunning(Answer restore) {
    return restore.isOk() && "RUNNING".equals(restore.body().getString("state", ""));
  }

  static String words(JsonObject restore) {
    return "%s: %s, %s %%"
        .formatted(
            Fields.text(restore, "file"),
            Fields.text(restore, "step"),
            Fields.text(restore, "percent"));
  }

  /**
   * Shows how far it is until it has succeeded. A server that is away or answers that it can't now
   * is asked again.
   *
   * @param file that is restored; the end of an earlier restore of another one is not taken for its
   * @return the last answer
   * @throws CommandFailure if it failed, or nothing is heard of the server for too long
   */
  Answer follow(String file) {
    Instant heard = context.clock().instant();
    try (Progress progress = context.progress()) {
      while (true) {
        Duration wait = LOOK;
        CommandFailure silence = null;
        try {
          Answer answer = vault.look(PATH);
          if (answer.isOk()) {
            heard = context.clock().instant();
            if (isEnd(answer.body(), file)) {
              return answer;
            }
            progress.show(
                "Restoring " + file + ": " + Fields.text(answer.body(), "step"),
                Fields.text(answer.body(), "percent") + " %");
          } else if (answer.isUnavailable()) {
            wait = answer.retryAfter().compareTo(LOOK) > 0 ? answer.retryAfter() : LOOK;
            silence = answer.failure();
          } else {
            throw answer.failure();
          }
        } catch (CommandFailure e) {
          if (e.exitCode() != ExitCode.UNREACHABLE) {
            throw e;
          }
          silence = e;
        }
        if (silence != null && heard.plus(PATIENCE).isBefore(context.clock().instant())) {
          throw new CommandFailure(
              ExitCode.UNREACHABLE,
              "Nothing was heard of the restore for %d minutes; it may go on: holdfast backup status. %s"
                  .formatted(PATIENCE.toMinutes(), silence.text()),
              silence);
        }
        context.pass(wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT);
      }
    }
  }

  private static boolean isEnd(JsonObject restore, String file) {
    if (!file.equals(restore.getString("file", file))) {
      return false;
    }
    return switch (restore.getString("state", "")) {
      case "SUCCEEDED" -> true;
      case "FAILED" ->
          throw Answer.failure(
              Fields.object(restore, "error"), "The restore failed; the server's log says why.");
      default -> false;
    };
  }
}
