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

  private static final Answer AWAY =
      new Answer(503, "", JsonObject.EMPTY_JSON_OBJECT, Duration.ZERO, "*");

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
        Answer answer = look();
        if (answer.isOk() && isEnd(answer.body(), file)) {
          return answer;
        }
        if (isRunning(answer)) {
          heard = context.clock().instant();
          progress.show(
              "Restoring " + file + ": " + answer.body().getString("step", "beginning"),
              Fields.text(answer.body(), "percent") + " %");
        } else if (heard.plus(PATIENCE).isBefore(context.clock().instant())) {
          throw new CommandFailure(
              ExitCode.UNREACHABLE,
              "Nothing was heard of the restore for %d minutes; it may go on: holdfast backup status."
                  .formatted(PATIENCE.toMinutes()));
        }
        context.pass(wait(answer));
      }
    }
  }

  /** A server that is away is taken for one that answers that it can't now. */
  private Answer look() {
    try {
      Answer answer = vault.look(PATH);
      if (answer.isOk() || answer.isUnavailable()) {
        return answer;
      }
      throw answer.failure();
    } catch (CommandFailure e) {
      if (e.exitCode() != ExitCode.UNREACHABLE) {
        throw e;
      }
      return AWAY;
    }
  }

  private static Duration wait(Answer answer) {
    Duration asked = answer.retryAfter();
    if (asked.compareTo(LOOK) < 0) {
      return LOOK;
    }
    return asked.compareTo(LONGEST_WAIT) < 0 ? asked : LONGEST_WAIT;
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
