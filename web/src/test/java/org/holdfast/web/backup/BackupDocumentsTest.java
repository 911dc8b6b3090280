package org.holdfast.web.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.holdfast.domain.backup.Authentication;
import org.holdfast.domain.backup.BackupProgress;
import org.holdfast.domain.backup.BackupRun;
import org.holdfast.domain.backup.BackupSchedule;
import org.holdfast.domain.backup.BackupType;
import org.holdfast.domain.backup.Destination;
import org.holdfast.domain.backup.HostKey;
import org.holdfast.domain.backup.Location;
import org.holdfast.domain.backup.ScheduleStatus;
import org.holdfast.domain.backup.TransferMethod;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.ejb.backup.BackupStatusView;
import org.holdfast.ejb.backup.ScheduleView;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BackupDocumentsTest {

  private static final Instant TIME = Instant.parse("2026-11-21T08:00:00Z");
  private static final Instant EARLIER = Instant.parse("2026-11-20T08:00:00Z");
  private static final UUID ID = UUID.fromString("019aa5c0-7d4e-7000-8000-0000000000e1");
  private static final UUID BASE = UUID.fromString("019aa5c0-7d4e-7000-8000-0000000000e2");
  private static final BackupRun BEGUN =
      BackupRun.begun(ID, "Nightly", Destination.LOCAL_ID, BackupType.FULL, TIME);

  private static BackupRun done(BackupType type, UUID base) {
    return BEGUN.done(
        new BackupRun.Made(
            type,
            "a.bkp",
            type == BackupType.FULL ? null : base,
            "1:1:",
            "7",
            Bytes.fromHex("00ff"),
            10,
            3),
        TIME);
  }

  @Test
  void destination_onAServer_showsItsPinnedKey_andNoPassword() {
    HostKey key = new HostKey("ssh-ed25519", Bytes.fromHex("0102"));
    Map<String, @Nullable Object> json =
        DestinationDocument.render(
            new Destination(
                ID,
                "two",
                new Location(
                    TransferMethod.SFTP,
                    "b",
                    new Location.Remote("h", 22, "u", Authentication.PASSWORD, key)),
                TIME));

    assertThat(json)
        .containsOnlyKeys(
            "id",
            "name",
            "method",
            "path",
            "host",
            "port",
            "user",
            "authentication",
            "hostKey",
            "builtIn",
            "changed")
        .containsEntry("builtIn", false)
        .containsEntry(
            "hostKey", Map.of("algorithm", "ssh-ed25519", "fingerprint", key.fingerprint()));
  }

  @Test
  void destination_ofThisMachine_showsNoServer() {
    assertThat(
            DestinationDocument.render(
                new Destination(
                    Destination.LOCAL_ID,
                    "Local",
                    new Location(TransferMethod.LOCAL, "/b", null),
                    TIME)))
        .containsOnlyKeys("id", "name", "method", "path", "builtIn", "changed")
        .containsEntry("builtIn", true);
  }

  @Test
  void hostKey_shown_isGivenInBase64() {
    assertThat(DestinationDocument.shown(new HostKey("ssh-rsa", Bytes.fromHex("0001"))))
        .extractingByKey("hostKey")
        .hasToString(
            "{algorithm=ssh-rsa, fingerprint="
                + new HostKey("ssh-rsa", Bytes.fromHex("0001")).fingerprint()
                + ", encoded=AAE=}");
  }

  @Test
  void schedule_periodic_showsItsPeriodInSeconds() {
    BackupSchedule schedule =
        new BackupSchedule(ID, "n", BASE, TIME, Duration.ofDays(1), 6, 14, null, false, TIME, 2);

    assertThat(ScheduleDocument.render(new ScheduleView(schedule, ScheduleStatus.ACTIVE, "two")))
        .containsEntry("type", "PERIODIC")
        .containsEntry("periodSeconds", 86_400L)
        .containsEntry("keepCount", 14)
        .containsEntry("status", "ACTIVE")
        .containsEntry("failures", 2)
        .containsEntry("destination", Map.of("id", BASE, "name", "two"))
        .doesNotContainKey("keepDays");
  }

  @Test
  void schedule_ofASingleRunThatIsDone_showsNeitherPeriodNorNextRun() {
    BackupSchedule schedule =
        new BackupSchedule(ID, "n", BASE, TIME, null, 0, null, null, false, null, 0);

    assertThat(ScheduleDocument.render(new ScheduleView(schedule, ScheduleStatus.DONE, "two")))
        .containsEntry("type", "ONE_TIME")
        .doesNotContainKeys("periodSeconds", "nextRun", "keepCount");
  }

  @Test
  void run_fullAndDone_isItsOwnFullBackup() {
    assertThat(RunDocument.render(done(BackupType.FULL, BASE), "Local", id -> EARLIER))
        .containsEntry("status", "DONE")
        .containsEntry("sha256", "00ff")
        .containsEntry("bytes", 10L)
        .containsEntry("backupTime", TIME)
        .containsEntry("lastFullBackupTime", TIME)
        .containsEntry("runError", null)
        .doesNotContainKey("provedAt");
  }

  @Test
  void run_incremental_namesTheTimeOfItsFullBackup() {
    assertThat(
            RunDocument.render(
                done(BackupType.INCREMENTAL, BASE),
                "Local",
                id -> id.equals(BASE) ? EARLIER : null))
        .containsEntry("type", "INCREMENTAL")
        .containsEntry("lastFullBackupTime", EARLIER);
  }

  @Test
  void run_failed_saysWhy_andHasNoFullBackup() {
    Map<String, @Nullable Object> json =
        RunDocument.render(
            BEGUN.failed(ErrorCode.DESTINATION_FULL, "no space", TIME), null, id -> null);

    assertThat(json)
        .containsEntry("status", "FAILED")
        .containsEntry("destination", Map.of("id", Destination.LOCAL_ID))
        .doesNotContainKeys("lastFullBackupTime", "file", "sha256");
    assertThat(json.get("runError"))
        .isEqualTo(
            Map.of(
                "code",
                "HF-6008",
                "title",
                ErrorCode.DESTINATION_FULL.title(),
                "cure",
                ErrorCode.DESTINATION_FULL.cure(),
                "detail",
                "no space"));
  }

  @Test
  void status_beforeTheFirstBackup_isNothing() {
    assertThat(
            StatusDocument.render(
                new BackupStatusView(null, null, null, null, null), run -> Map.of()))
        .containsOnlyKeys("lastGood", "last", "problem", "progress")
        .allSatisfy((name, value) -> assertThat(value).isNull());
  }

  @Test
  void status_withAProblemAndProgress_showsBoth() {
    Map<String, @Nullable Object> json =
        StatusDocument.render(
            new BackupStatusView(
                BEGUN,
                done(BackupType.FULL, BASE).proved(TIME),
                TIME,
                new BackupProgress.View(BackupProgress.Kind.BACKUP, "n", "copying", 1, 4, TIME),
                new BackupStatusView.Problem(
                    BackupStatusView.Kind.LAST_BACKUP_FAILED, ErrorCode.DESTINATION_LOST, "")),
            run -> Map.of("status", run.status()));

    assertThat(json).containsEntry("lastProved", TIME).containsEntry("nextRun", TIME);
    assertThat(json.get("progress")).asString().contains("percent=25", "kind=BACKUP");
    assertThat(json.get("problem"))
        .asString()
        .contains("kind=LAST_BACKUP_FAILED", "code=HF-6009")
        .doesNotContain("detail");
  }
}
