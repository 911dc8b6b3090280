package org.holdfast.persistence.backup;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.UUID;
import org.holdfast.domain.backup.BackupRun;
import org.holdfast.domain.backup.BackupType;
import org.holdfast.domain.backup.RunStatus;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.persistence.sql.Parameters;
import org.holdfast.persistence.sql.Rows;
import org.jspecify.annotations.Nullable;

/** A run as the columns of {@code node.backup_run} have it. */
final class RunRows {

  /** The columns in the order of {@link #bind}. */
  static final String COLUMNS =
      """
      id, schedule_id, schedule_name, run_index, type, status, destination_id, scheduled_at,
      started_at, finished_at, file, base_id, snapshot, system, sha256, bytes, objects, error,
      error_detail, proved_at
      """;

  /** A parameter for each column. */
  static final String PLACES = "?" + ", ?".repeat(19);

  private RunRows() {}

  static Parameters bind(Parameters parameters, BackupRun run) throws SQLException {
    ErrorCode error = run.error();
    return parameters
        .add(run.id())
        .add(run.schedule())
        .add(run.scheduleName())
        .add(run.index())
        .add(run.type())
        .add(run.status())
        .add(run.destination())
        .add(run.scheduled())
        .add(run.started())
        .add(run.finished())
        .add(run.file())
        .add(run.base())
        .add(run.snapshot())
        .add(run.system())
        .add(run.sha256())
        .add(run.bytes())
        .add(run.objects())
        .add(error == null ? null : error.id())
        .add(run.errorDetail())
        .add(run.proved());
  }

  static BackupRun read(ResultSet row) throws SQLException {
    return new BackupRun(
        Rows.id(row, "id"),
        row.getObject("schedule_id", UUID.class),
        row.getString("schedule_name"),
        row.getInt("run_index"),
        Rows.constant(row, "type", BackupType.class),
        Rows.constant(row, "status", RunStatus.class),
        Rows.id(row, "destination_id"),
        Rows.time(row, "scheduled_at"),
        Rows.time(row, "started_at"),
        Rows.optionalTime(row, "finished_at"),
        row.getString("file"),
        row.getObject("base_id", UUID.class),
        row.getString("snapshot"),
        row.getString("system"),
        Rows.optionalBytes(row, "sha256"),
        row.getLong("bytes"),
        row.getLong("objects"),
        error(row.getString("error")),
        row.getString("error_detail"),
        Rows.optionalTime(row, "proved_at"));
  }

  private static @Nullable ErrorCode error(@Nullable String id) {
    return Arrays.stream(ErrorCode.values())
        .filter(code -> code.id().equals(id))
        .findFirst()
        .orElse(null);
  }
}
