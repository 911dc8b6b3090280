package org.holdfast.cli.vault;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Set;
import org.holdfast.cli.failure.CommandFailure;
import org.holdfast.cli.failure.ExitCode;
import org.holdfast.cli.output.Fields;
import org.holdfast.domain.error.ErrorCode;

/**
 * What the server answered.
 *
 * @param status of HTTP
 * @param text of the body
 * @param body the same read; empty if it was no JSON object
 * @param retryAfter what the server asks to wait for; zero if it asks for nothing
 * @param revision of what was answered, to be sent back with a change to it; {@code *} if it has
 *     none (RFC 9110, section 8.8.3)
 */
public record Answer(
    int status, String text, JsonObject body, Duration retryAfter, String revision) {

  private static final Set<String> SIGN_IN =
      Set.of(
          ErrorCode.NOT_SIGNED_IN.id(),
          ErrorCode.SIGN_IN_REFUSED.id(),
          ErrorCode.SIGN_IN_DELAYED.id());
  private static final Set<String> DAMAGED =
      Set.of(ErrorCode.BACKUP_DAMAGED.id(), ErrorCode.BACKUP_NOT_PROVED.id());

  /** Whether it was done. */
  public boolean isOk() {
    return status >= 200 && status < 300;
  }

  /** Whether the same request may be answered otherwise a little later. */
  public boolean isUnavailable() {
    return status == 503;
  }

  /** Why it was not done, with the exit code that goes with that. */
  public CommandFailure failure() {
    String code = body.getString("code", "");
    if (SIGN_IN.contains(code) || (code.isEmpty() && status == 401)) {
      return new CommandFailure(
          ExitCode.SIGN_IN,
          code.isEmpty() ? "The vault does not know the user by that password." : problem(body));
    }
    if (code.isEmpty() && status == 403) {
      return new CommandFailure(
          ExitCode.REFUSED, "Whoever signed in may not do this; it takes another role.");
    }
    return failure(body, "HTTP status " + status);
  }

  /**
   * A problem document, or an error of the same fields, as failure.
   *
   * @param otherwise is said if it says nothing
   */
  public static CommandFailure failure(JsonObject problem, String otherwise) {
    String text = problem(problem);
    return new CommandFailure(
        exitCode(problem.getString("code", "")), text.isEmpty() ? otherwise : text);
  }

  /** The exit code that goes with an error code, but for those about sign-in. */
  public static int exitCode(String code) {
    return DAMAGED.contains(code) ? ExitCode.DAMAGED : ExitCode.REFUSED;
  }

  /** Code, title, detail and cure in one line, as far as they are there (RFC 9457). */
  public static String problem(JsonObject problem) {
    StringBuilder text = new StringBuilder();
    append(text, "", problem, "code");
    append(text, ": ", problem, "title");
    append(text, ": ", problem, "detail");
    String said = text.toString();
    append(text, said.endsWith(".") ? " " : ". ", problem, "cure");
    return text.toString();
  }

  private static void append(StringBuilder text, String before, JsonObject problem, String name) {
    String value = Fields.object(problem, name).isEmpty() ? problem.getString(name, "") : "";
    if (!value.isEmpty()) {
      text.append(text.isEmpty() ? "" : before).append(value);
    }
  }
}
