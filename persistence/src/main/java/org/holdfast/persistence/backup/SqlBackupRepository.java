package org.holdfast.persistence.backup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.domain.backup.BackupRepository;
import org.holdfast.domain.backup.BackupRun;
import org.holdfast.domain.backup.BackupSchedule;
import org.holdfast.domain.backup.RunOwner;
import org.holdfast.domain.backup.VaultTables.KeysInUse;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.identifier.Uuid7;
import org.holdfast.domain.page.Page;
import org.holdfast.domain.page.PageRequest;
import org.holdfast.persistence.sql.Rows;
import org.holdfast.persistence.sql.Sql;

/** Rows of {@code node.backup_schedule} and {@code node.backup_run}. */
@ApplicationScoped
class SqlBackupRepository implements BackupRepository {

  private static final String SCHEDULE =
      """
      SELECT id, name, destination_id, start_at, period_seconds, incrementals, keep_count,
          keep_days, paused, next_run, failures
      FROM node.backup_schedule
      """;

  private static final String SAVE_SCHEDULE =
      """
      INSERT INTO node.backup_schedule
          (id, name, destination_id, start_at, period_seconds, incrementals, keep_count,
           keep_days, paused, next_run, failures)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET
          name = excluded.name, destination_id = excluded.destination_id,
          start_at = excluded.start_at, period_seconds = excluded.period_seconds,
          incrementals = excluded.incrementals, keep_count = excluded.keep_count,
          keep_days = excluded.keep_days, paused = excluded.paused,
          next_run = excluded.next_run, failures = excluded.failures
      """;

  private static final String RUN = "SELECT " + RunRows.COLUMNS + " FROM node.backup_run ";

  private static final String SAVE_RUN =
      "UPDATE node.backup_run SET (%s) = ROW (%s) WHERE id = ?"
          .formatted(RunRows.COLUMNS, RunRows.PLACES);
  private static final String NEWEST_FIRST = " ORDER BY started_at DESC, id DESC ";

  /**
   * One statement, so that of many who look at the same moment one has it: a schedule that another
   * is about to claim is passed over, and of two who claim different ones the unique index on runs
   * under way lets one through.
   *
   * <p>A run is incremental if the schedule's newest full one is done, lies where the schedule
   * backs up to, and is of this very database; and not too many follow it.
   */
  private static final String CLAIM =
      """
      WITH due AS (
          SELECT * FROM node.backup_schedule
          WHERE NOT paused AND next_run <= ?
              AND NOT EXISTS (SELECT FROM node.backup_run WHERE status = 'ONGOING')
          ORDER BY next_run, id LIMIT 1 FOR UPDATE SKIP LOCKED)
      INSERT INTO node.backup_run
          (id, schedule_id, schedule_name, run_index, type, status, destination_id, scheduled_at,
           started_at, claimed_until, owner_node, owner_process, base_id, bytes, objects)
      SELECT ?, s.id, s.name,
          1 + coalesce((SELECT max(run_index) FROM node.backup_run WHERE schedule_id = s.id), 0),
          CASE WHEN base.id IS NULL THEN 'FULL' ELSE 'INCREMENTAL' END,
          'ONGOING', s.destination_id, s.next_run, ?, ?, ?, ?, base.id, 0, 0
      FROM due s
      LEFT JOIN LATERAL (
          SELECT * FROM node.backup_run
          WHERE schedule_id = s.id AND type = 'FULL' AND status IN ('DONE', 'EXPIRED')
          ORDER BY run_index DESC LIMIT 1) base
          ON base.status = 'DONE' AND base.destination_id = s.destination_id
              AND base.snapshot IS NOT NULL AND base.system = node.backup_system()
              AND s.incrementals > (SELECT count(*) FROM node.backup_run f
                  WHERE f.base_id = base.id AND f.status IN ('DONE', 'EXPIRED'))
      ON CONFLICT (status) WHERE status = 'ONGOING' DO NOTHING
      RETURNING\s"""
          + RunRows.COLUMNS;

  /** Runs begun before they had owners are those of a process that has ended. */
  private static final String ABANDONED =
      """
      WHERE status = 'ONGOING' AND (claimed_until < ? OR owner_node IS NULL
          OR owner_node = ? AND (? OR owner_process <> ?))
      """;

  @Inject private Sql sql;
  @Inject private SecureRandom random;

  @Override
  public List<BackupSchedule> schedules() {
    return sql.list(SCHEDULE + "ORDER BY name", p -> {}, SqlBackupRepository::schedule);
  }

  @Override
  public Optional<BackupSchedule> schedule(UUID id) {
    return sql.first(SCHEDULE + "WHERE id = ?", p -> p.add(id), SqlBackupRepository::schedule);
  }

  @Override
  public void save(BackupSchedule schedule) {
    Duration period = schedule.period();
    UniqueNames.write(
        () ->
            sql.update(
                SAVE_SCHEDULE,
                p -> {
                  p.add(schedule.id()).add(schedule.name()).add(schedule.destination());
                  p.add(schedule.start());
                  p.add(period == null ? null : Long.valueOf(period.toSeconds()));
                  p.add(schedule.incrementals());
                  p.add(schedule.keepCount()).add(schedule.keepDays());
                  p.add(schedule.paused()).add(schedule.nextRun()).add(schedule.failures());
                }),
        "backup_schedule_name",
        new VaultException(ErrorCode.SCHEDULE_NAME_TAKEN, schedule.name()).atField("name"));
  }

  @Override
  public void deleteSchedule(UUID id) {
    sql.update("DELETE FROM node.backup_schedule WHERE id = ?", p -> p.add(id));
  }

  @Override
  public boolean isUsed(UUID destination) {
    return sql.number(
            """
            SELECT count(*) FROM (
                SELECT FROM node.backup_schedule
                WHERE destination_id = ? AND next_run IS NOT NULL
                UNION ALL
                SELECT FROM node.backup_run
                WHERE destination_id = ? AND status = 'ONGOING') u
            """,
            p -> p.add(destination).add(destination))
        > 0;
  }

  @Override
  public Optional<BackupRun> claimDue(RunOwner owner, Instant now, Instant claimUntil) {
    UUID id = Uuid7.next(random);
    return sql.first(
        CLAIM,
        p -> p.add(now).add(id).add(now).add(claimUntil).add(owner.node()).add(owner.process()),
        RunRows::read);
  }

  @Override
  public void begin(BackupRun run, RunOwner owner, Instant claimUntil) {
    UniqueNames.write(
        () ->
            sql.update(
                "INSERT INTO node.backup_run (%s, claimed_until, owner_node, owner_process) VALUES (%s)"
                    .formatted(RunRows.COLUMNS, RunRows.PLACES + ", ?, ?, ?"),
                p -> RunRows.bind(p, run).add(claimUntil).add(owner.node()).add(owner.process())),
        "backup_run_ongoing",
        new VaultException(ErrorCode.BACKUP_RUNNING));
  }

  @Override
  public void keepClaim(UUID run, Instant claimUntil) {
    sql.update(
        "UPDATE node.backup_run SET claimed_until = ? WHERE id = ? AND status = 'ONGOING'",
        p -> p.add(claimUntil).add(run));
  }

  @Override
  public List<BackupRun> abandoned(RunOwner owner, boolean lost, Instant now) {
    return sql.list(
        RUN + ABANDONED + NEWEST_FIRST,
        p -> p.add(now).add(owner.node()).add(lost).add(owner.process()),
        RunRows::read);
  }

  @Override
  public void save(BackupRun run) {
    sql.update(SAVE_RUN, p -> RunRows.bind(p, run).add(run.id()));
  }

  @Override
  public boolean saveOngoing(BackupRun run) {
    return sql.update(SAVE_RUN + " AND status = 'ONGOING'", p -> RunRows.bind(p, run).add(run.id()))
        == 1;
  }

  @Override
  public void saveKeys(UUID run, KeysInUse keys) {
    keys.masterKeys()
        .forEach(
            key ->
                sql.update(
                    "INSERT INTO node.backup_key (run_id, master_key_id) VALUES (?, ?)",
                    p -> p.add(run).add(key)));
    keys.rootKeys()
        .forEach(
            key ->
                sql.update(
                    "INSERT INTO node.backup_key (run_id, key_number, check_value) VALUES (?, ?, ?)",
                    p -> p.add(run).add(key.key().number()).add(key.checkValue())));
  }

  @Override
  public boolean isBase(UUID run) {
    return sql.number(
            """
            SELECT count(*) FROM node.backup_run
            WHERE base_id = ? AND status IN ('DONE', 'ONGOING')
            """,
            p -> p.add(run))
        > 0;
  }

  @Override
  public Optional<BackupRun> run(UUID id) {
    return first("WHERE id = ?", p -> p.add(id));
  }

  @Override
  public Page<BackupRun> runs(PageRequest page) {
    return new Page<>(
        sql.list(
            RUN + NEWEST_FIRST + "LIMIT ? OFFSET ?",
            p -> p.add(page.limit()).add(page.offset()),
            RunRows::read),
        sql.number("SELECT count(*) FROM node.backup_run", p -> {}));
  }

  @Override
  public List<BackupRun> kept(UUID schedule) {
    return sql.list(
        RUN + "WHERE schedule_id = ? AND status = 'DONE'" + NEWEST_FIRST,
        p -> p.add(schedule),
        RunRows::read);
  }

  @Override
  public List<BackupRun> lastOfEach() {
    return sql.list(
        "SELECT DISTINCT ON (schedule_id) "
            + RunRows.COLUMNS
            + " FROM node.backup_run WHERE schedule_id IS NOT NULL"
            + " ORDER BY schedule_id, run_index DESC",
        p -> {},
        RunRows::read);
  }

  @Override
  public List<BackupRun> keptBeforeRestores() {
    return sql.list(
        RUN + "WHERE schedule_id IS NULL AND status = 'DONE'" + NEWEST_FIRST,
        p -> {},
        RunRows::read);
  }

  @Override
  public List<String> failedFiles(UUID destination) {
    return sql.list(
        """
        SELECT file FROM node.backup_run
        WHERE destination_id = ? AND status = 'FAILED' AND file IS NOT NULL
        """,
        p -> p.add(destination),
        row -> row.getString(1));
  }

  @Override
  public Optional<BackupRun> lastDone() {
    return first("WHERE status = 'DONE' AND schedule_id IS NOT NULL", p -> {});
  }

  @Override
  public Optional<BackupRun> last() {
    return first("", p -> {});
  }

  private Optional<BackupRun> first(String where, Sql.Binder binder) {
    return sql.first(RUN + where + NEWEST_FIRST + "LIMIT 1", binder, RunRows::read);
  }

  private static BackupSchedule schedule(ResultSet row) throws SQLException {
    Long period = row.getObject("period_seconds", Long.class);
    return new BackupSchedule(
        Rows.id(row, "id"),
        row.getString("name"),
        Rows.id(row, "destination_id"),
        Rows.time(row, "start_at"),
        period == null ? null : Duration.ofSeconds(period),
        row.getInt("incrementals"),
        row.getObject("keep_count", Integer.class),
        row.getObject("keep_days", Integer.class),
        row.getBoolean("paused"),
        Rows.optionalTime(row, "next_run"),
        row.getInt("failures"));
  }
}
