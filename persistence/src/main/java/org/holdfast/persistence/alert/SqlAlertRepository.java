package org.holdfast.persistence.alert;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.holdfast.domain.alert.Alert;
import org.holdfast.domain.alert.AlertKind;
import org.holdfast.domain.alert.AlertQuery;
import org.holdfast.domain.alert.AlertRepository;
import org.holdfast.domain.alert.AlertSettings;
import org.holdfast.domain.alert.Finding;
import org.holdfast.domain.alert.Severity;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.node.NodeIdentity;
import org.holdfast.domain.page.Page;
import org.holdfast.domain.page.PageRequest;
import org.holdfast.persistence.sql.Parameters;
import org.holdfast.persistence.sql.Rows;
import org.holdfast.persistence.sql.Sql;
import org.jspecify.annotations.Nullable;

/** Rows of {@code node.alert} and {@code node.alert_settings}. */
@ApplicationScoped
class SqlAlertRepository implements AlertRepository {

  private static final String COLUMNS =
      """
      SELECT id, node_id, kind, severity, subject, code, detail, since, acknowledged_by,
          acknowledged_at, note, cleared_at
      FROM node.alert
      """;

  private static final String WANTED =
      """
      WHERE (?::text IS NULL OR ?::text = CASE WHEN cleared_at IS NOT NULL THEN 'CLEARED'
              WHEN acknowledged_at IS NOT NULL THEN 'ACKNOWLEDGED' ELSE 'RAISED' END)
          AND (?::text IS NULL OR kind = ?::text)
          AND (?::text IS NULL OR severity = ?::text)
          AND (?::timestamptz IS NULL OR since >= ?::timestamptz)
          AND (?::timestamptz IS NULL OR since < ?::timestamptz)
      """;

  private static final String SAVE_SETTINGS =
      """
      INSERT INTO node.alert_settings AS s
          (node_id, revision, interval_seconds, certificate_days, disk_percent, backup_hours,
           free_sessions, kinds_off, receivers)
      SELECT ?::uuid, ?::uuid, ?, ?, ?, ?, ?, ?, ?
      WHERE EXISTS (SELECT 1 FROM node.alert_settings WHERE node_id = ?) OR ?
      ON CONFLICT (node_id) DO UPDATE SET
          revision = excluded.revision, interval_seconds = excluded.interval_seconds,
          certificate_days = excluded.certificate_days, disk_percent = excluded.disk_percent,
          backup_hours = excluded.backup_hours, free_sessions = excluded.free_sessions,
          kinds_off = excluded.kinds_off, receivers = excluded.receivers
      WHERE s.revision = ?
      """;

  @Inject private Sql sql;
  @Inject private NodeIdentity node;

  @Override
  public List<Alert> open() {
    return sql.list(
        COLUMNS + "WHERE node_id = ? AND cleared_at IS NULL ORDER BY since, id",
        p -> p.add(node.id()),
        SqlAlertRepository::alert);
  }

  @Override
  public Page<Alert> query(AlertQuery query, PageRequest page) {
    List<Alert> rows =
        sql.list(
            COLUMNS + WANTED + "ORDER BY since DESC, id DESC OFFSET ? LIMIT ?",
            p -> bind(p, query).add(page.offset()).add(page.limit()),
            SqlAlertRepository::alert);
    return new Page<>(
        rows, sql.number("SELECT count(*) FROM node.alert " + WANTED, p -> bind(p, query)));
  }

  private static Parameters bind(Parameters p, AlertQuery query) throws SQLException {
    p.add(query.state()).add(query.state());
    p.add(query.kind()).add(query.kind());
    p.add(query.severity()).add(query.severity());
    p.add(query.from()).add(query.from());
    return p.add(query.until()).add(query.until());
  }

  @Override
  public Optional<Alert> find(UUID id) {
    return sql.first(COLUMNS + "WHERE id = ?", p -> p.add(id), SqlAlertRepository::alert);
  }

  @Override
  public void add(Alert alert) {
    Finding finding = alert.finding();
    sql.update(
        """
        INSERT INTO node.alert
            (id, node_id, kind, severity, subject, code, detail, since, cleared_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO NOTHING
        """,
        p -> {
          p.add(alert.id()).add(alert.node()).add(finding.kind()).add(finding.severity());
          p.add(finding.subject()).add(finding.code().id()).add(finding.detail());
          p.add(alert.since()).add(alert.cleared());
        });
  }

  @Override
  public void update(Alert alert) {
    sql.update(
        "UPDATE node.alert SET severity = ?, detail = ?, cleared_at = ? WHERE id = ?",
        p ->
            p.add(alert.finding().severity())
                .add(alert.finding().detail())
                .add(alert.cleared())
                .add(alert.id()));
  }

  @Override
  public boolean acknowledge(UUID id, Alert.Acknowledgement acknowledgement) {
    return sql.update(
            """
            UPDATE node.alert SET acknowledged_by = ?, acknowledged_at = ?, note = ?
            WHERE id = ? AND acknowledged_at IS NULL AND cleared_at IS NULL
            """,
            p ->
                p.add(acknowledgement.by())
                    .add(acknowledgement.at())
                    .add(acknowledgement.note())
                    .add(id))
        == 1;
  }

  @Override
  public Optional<AlertSettings> settings() {
    return sql.first(
        """
        SELECT revision, interval_seconds, certificate_days, disk_percent, backup_hours,
            free_sessions, kinds_off, receivers
        FROM node.alert_settings WHERE node_id = ?
        """,
        p -> p.add(node.id()),
        SqlAlertRepository::settings);
  }

  @Override
  public boolean save(AlertSettings settings, UUID seen) {
    UUID own = node.id();
    return sql.update(
            SAVE_SETTINGS,
            p -> {
              p.add(own).add(settings.revision());
              p.add(Math.toIntExact(settings.interval().toSeconds()));
              p.add(settings.certificateDays()).add(settings.diskPercent());
              p.add(settings.backupHours()).add(settings.freeSessions());
              p.addTexts(settings.off().stream().map(AlertKind::name).sorted().toList());
              p.addTexts(settings.receivers());
              p.add(own).add(seen.equals(AlertSettings.UNCHANGED)).add(seen);
            })
        == 1;
  }

  private static Alert alert(ResultSet row) throws SQLException {
    Instant acknowledged = Rows.optionalTime(row, "acknowledged_at");
    return new Alert(
        Rows.id(row, "id"),
        Rows.id(row, "node_id"),
        new Finding(
            Rows.constant(row, "kind", AlertKind.class),
            Rows.constant(row, "severity", Severity.class),
            row.getString("subject"),
            code(row.getString("code")),
            row.getString("detail")),
        Rows.time(row, "since"),
        acknowledged == null ? null : acknowledgement(row, acknowledged),
        Rows.optionalTime(row, "cleared_at"));
  }

  private static Alert.Acknowledgement acknowledgement(ResultSet row, Instant at)
      throws SQLException {
    @Nullable String note = row.getString("note");
    return new Alert.Acknowledgement(
        row.getString("acknowledged_by"), at, Objects.requireNonNullElse(note, ""));
  }

  private static ErrorCode code(String id) {
    return Arrays.stream(ErrorCode.values())
        .filter(code -> code.id().equals(id))
        .findFirst()
        .orElse(ErrorCode.INTERNAL_ERROR);
  }

  private static AlertSettings settings(ResultSet row) throws SQLException {
    return new AlertSettings(
        Rows.id(row, "revision"),
        Duration.ofSeconds(row.getInt("interval_seconds")),
        row.getInt("certificate_days"),
        row.getInt("disk_percent"),
        row.getInt("backup_hours"),
        row.getInt("free_sessions"),
        Rows.texts(row, "kinds_off").stream().map(AlertKind::valueOf).collect(Collectors.toSet()),
        Rows.texts(row, "receivers"));
  }
}
