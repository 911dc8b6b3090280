package org.holdfast.web.backup;

import java.time.Duration;
import java.util.Map;
import org.holdfast.domain.backup.BackupSchedule;
import org.holdfast.ejb.backup.ScheduleView;
import org.holdfast.web.json.Json;
import org.jspecify.annotations.Nullable;

/** Schedules as REST shows them. */
final class ScheduleDocument {

  private ScheduleDocument() {}

  static Map<String, @Nullable Object> render(ScheduleView view) {
    BackupSchedule schedule = view.schedule();
    Duration period = schedule.period();
    Map<String, @Nullable Object> json = Json.object();
    json.put("id", schedule.id());
    json.put("name", schedule.name());
    json.put("destination", BackupFields.named(schedule.destination(), view.destination()));
    json.put(
        "type", (period == null ? ScheduleBody.Type.ONE_TIME : ScheduleBody.Type.PERIODIC).name());
    json.put("start", schedule.start());
    Json.putIfPresent(json, "periodSeconds", period == null ? null : period.toSeconds());
    json.put("incrementals", schedule.incrementals());
    Json.putIfPresent(json, "keepCount", schedule.keepCount());
    Json.putIfPresent(json, "keepDays", schedule.keepDays());
    json.put("status", view.status().name());
    Json.putIfPresent(json, "nextRun", schedule.nextRun());
    json.put("failures", schedule.failures());
    return json;
  }
}
