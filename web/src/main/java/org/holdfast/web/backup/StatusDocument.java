package org.holdfast.web.backup;

import java.util.Map;
import java.util.function.Function;
import org.holdfast.domain.backup.BackupProgress;
import org.holdfast.domain.backup.BackupRun;
import org.holdfast.ejb.backup.BackupStatusView;
import org.holdfast.web.json.Json;
import org.jspecify.annotations.Nullable;

/** Backups at a glance, as REST shows them. */
final class StatusDocument {

  private StatusDocument() {}

  /**
   * @param rendering of a run
   */
  static Map<String, @Nullable Object> render(
      BackupStatusView view, Function<BackupRun, Map<String, @Nullable Object>> rendering) {
    BackupRun lastGood = view.lastGood();
    BackupRun last = view.last();
    Map<String, @Nullable Object> json = Json.object();
    json.put("lastGood", lastGood == null ? null : rendering.apply(lastGood));
    json.put("last", last == null ? null : rendering.apply(last));
    Json.putIfPresent(json, "lastProved", view.lastProved());
    Json.putIfPresent(json, "nextRun", view.nextDue());
    json.put("problem", problem(view.problem()));
    json.put("progress", progress(view.progress()));
    return json;
  }

  private static @Nullable Map<String, @Nullable Object> problem(
      BackupStatusView.@Nullable Problem problem) {
    if (problem == null) {
      return null;
    }
    Map<String, @Nullable Object> json = Json.object();
    json.put("kind", problem.kind().name());
    json.put("code", problem.code().id());
    json.put("title", problem.code().title());
    json.put("cure", problem.code().cure());
    if (!problem.detail().isEmpty()) {
      json.put("detail", problem.detail());
    }
    return json;
  }

  private static @Nullable Map<String, @Nullable Object> progress(
      BackupProgress.@Nullable View progress) {
    if (progress == null) {
      return null;
    }
    Map<String, @Nullable Object> json = Json.object();
    json.put("kind", progress.kind().name());
    json.put("what", progress.what());
    json.put("step", progress.step());
    json.put("rows", progress.rows());
    json.put("totalRows", progress.totalRows());
    json.put("percent", progress.percent());
    json.put("since", progress.since());
    return json;
  }
}
