package org.holdfast.web.backup;

import java.time.Instant;
import java.util.Map;
import org.holdfast.domain.backup.BackupProgress;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.ejb.backup.RestoreOutcome;
import org.holdfast.ejb.backup.RestoreStatus;
import org.holdfast.web.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * A restore as everybody may see it: not where the backup came from, nor who restores.
 *
 * @param file null if none was restored, or by a process that is gone
 * @param step in words; null unless it is under way
 * @param percent of that step
 */
record RestoreState(
    Kind kind,
    @Nullable String file,
    @Nullable String step,
    int percent,
    @Nullable Instant since,
    @Nullable ErrorCode error,
    @Nullable String detail) {

  /** How it stands. */
  enum Kind {
    NONE,
    RUNNING,
    SUCCEEDED,
    FAILED
  }

  static RestoreState of(RestoreStatus status) {
    RestoreOutcome last = status.last();
    // A process that was killed in a restore goes on with it, and knows no file.
    boolean running = last == null ? status.restoring() : last.finished() == null;
    Kind kind = running ? Kind.RUNNING : kind(last);
    BackupProgress.View progress = running ? status.progress() : null;
    return new RestoreState(
        kind,
        last == null ? null : last.file(),
        progress == null ? null : step(progress),
        percent(kind, progress),
        last == null ? null : last.started(),
        last == null ? null : last.error(),
        last == null ? null : last.detail());
  }

  private static Kind kind(@Nullable RestoreOutcome last) {
    if (last == null) {
      return Kind.NONE;
    }
    return last.succeeded() ? Kind.SUCCEEDED : Kind.FAILED;
  }

  private static int percent(Kind kind, BackupProgress.@Nullable View progress) {
    if (kind == Kind.SUCCEEDED) {
      return 100;
    }
    return progress == null ? 0 : progress.percent();
  }

  private static String step(BackupProgress.View progress) {
    return progress.kind() == BackupProgress.Kind.BACKUP
        ? "backup of the present state: " + progress.step()
        : progress.step();
  }

  /** As REST shows it. */
  String toJson() {
    Map<String, @Nullable Object> json = Json.object();
    json.put("state", kind.name());
    Json.putIfPresent(json, "file", file);
    Json.putIfPresent(json, "step", step);
    json.put("percent", percent);
    Json.putIfPresent(json, "since", since);
    json.put("error", BackupFields.cause(error, detail));
    return Json.write(json);
  }
}
