package org.holdfast.web.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.holdfast.domain.backup.BackupProgress;
import org.holdfast.domain.backup.BackupType;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.ejb.backup.BackupFacts;
import org.holdfast.ejb.backup.RestoreOutcome;
import org.holdfast.ejb.backup.RestoreStatus;
import org.holdfast.ejb.backup.TestRestoreReport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RestoreStateTest {

  private static final Instant TIME = Instant.parse("2026-11-21T08:00:00Z");

  private static RestoreOutcome outcome(@Nullable Instant finished, @Nullable ErrorCode error) {
    return new RestoreOutcome(
        new UUID(0, 1), "a.bkp", "sam", TIME, finished, error, error == null ? null : "why");
  }

  private static BackupProgress.View progress(BackupProgress.Kind kind) {
    return new BackupProgress.View(kind, "secret name", "copying", 1, 2, TIME);
  }

  private static String json(RestoreStatus status) {
    return RestoreState.of(status).toJson();
  }

  @Test
  void restore_noneSinceTheStart_isNone_whateverElseGoesOn() {
    assertThat(json(new RestoreStatus(false, progress(BackupProgress.Kind.BACKUP), null)))
        .isEqualTo("{\"state\":\"NONE\",\"percent\":0,\"error\":null}");
  }

  @Test
  void restore_underWay_showsStepAndPercent_butNotWhoRestores() {
    assertThat(
            json(
                new RestoreStatus(
                    true, progress(BackupProgress.Kind.RESTORE), outcome(null, null))))
        .isEqualTo(
            "{\"state\":\"RUNNING\",\"file\":\"a.bkp\",\"step\":\"copying\",\"percent\":50,"
                + "\"since\":\"2026-11-21T08:00:00Z\",\"error\":null}");
  }

  @Test
  void restore_duringTheBackupBeforehand_isUnderWay() {
    assertThat(
            json(
                new RestoreStatus(
                    false, progress(BackupProgress.Kind.BACKUP), outcome(null, null))))
        .contains("\"RUNNING\"", "\"step\":\"backup of the present state: copying\"");
  }

  @Test
  void restore_thatAKilledProcessLeft_isUnderWay() {
    assertThat(json(new RestoreStatus(true, null, null)))
        .isEqualTo("{\"state\":\"RUNNING\",\"percent\":0,\"error\":null}");
  }

  @Test
  void restore_ended_saysHow() {
    assertThat(json(new RestoreStatus(false, null, outcome(TIME, null))))
        .contains("\"SUCCEEDED\"", "\"percent\":100", "\"error\":null");
    assertThat(json(new RestoreStatus(false, null, outcome(TIME, ErrorCode.BACKUP_DAMAGED))))
        .contains("\"FAILED\"", "\"code\":\"HF-6014\"", "\"detail\":\"why\"");
  }

  @Test
  void report_ofAFailedTest_saysAtWhichStep() {
    BackupFacts facts =
        new BackupFacts(
            new UUID(0, 2), "a.bkp", BackupType.FULL, TIME, "1", null, null, null, null, 7, 3);
    TestRestoreReport report =
        new TestRestoreReport(
            facts,
            TIME,
            TIME,
            List.of(
                new TestRestoreReport.Step("load", Duration.ofMillis(5), "7 rows", null),
                new TestRestoreReport.Step(
                    "prove", Duration.ZERO, "too few", ErrorCode.BACKUP_NOT_PROVED)));

    assertThat(ReportDocument.render(report))
        .isEqualTo(
            "{\"file\":\"a.bkp\",\"ok\":false,\"steps\":["
                + "{\"step\":\"load\",\"ok\":true,\"detail\":\"7 rows\",\"milliseconds\":5},"
                + "{\"step\":\"prove\",\"ok\":false,\"detail\":\"too few\",\"milliseconds\":0,"
                + "\"code\":\"HF-6023\"}],\"objects\":3,\"rows\":7}");
  }
}
