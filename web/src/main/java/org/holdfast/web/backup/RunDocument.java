package org.holdfast.web.backup;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.holdfast.domain.backup.BackupRun;
import org.holdfast.domain.backup.BackupType;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.web.json.Json;
import org.jspecify.annotations.Nullable;

/** Runs as REST shows them. */
final class RunDocument {

  private RunDocument() {}

  /**
   * @param destination its name; null if it was deleted
   * @param ended tells when a run ended; null if it has not, or is unknown
   */
  static Map<String, @Nullable Object> render(
      BackupRun run, @Nullable String destination, Function<UUID, @Nullable Instant> ended) {
    Bytes sha256 = run.sha256();
    Map<String, @Nullable Object> json = Json.object();
    json.put("id", run.id());
    json.put("name", run.scheduleName());
    json.put("type", run.type().name());
    json.put("destination", BackupFields.named(run.destination(), destination));
    json.put("status", run.status().name());
    json.put("runIndex", run.index());
    json.put("runError", BackupFields.cause(run.error(), run.errorDetail()));
    json.put("scheduleTime", run.scheduled());
    json.put("startTime", run.started());
    Json.putIfPresent(json, "backupTime", run.finished());
    Json.putIfPresent(json, "lastFullBackupTime", lastFull(run, ended));
    Json.putIfPresent(json, "file", run.file());
    json.put("bytes", run.bytes());
    json.put("objects", run.objects());
    Json.putIfPresent(json, "sha256", sha256 == null ? null : sha256.toHex());
    Json.putIfPresent(json, "provedAt", run.proved());
    return json;
  }

  /** Of the full backup that is needed to restore this one: that is itself, if it is full. */
  private static @Nullable Instant lastFull(
      BackupRun run, Function<UUID, @Nullable Instant> ended) {
    UUID base = run.base();
    if (base != null) {
      return ended.apply(base);
    }
    // A run that failed has left no file.
    return run.type() == BackupType.FULL && run.error() == null ? run.finished() : null;
  }
}
