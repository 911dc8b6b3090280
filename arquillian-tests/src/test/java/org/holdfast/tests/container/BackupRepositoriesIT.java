package org.holdfast.tests.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import org.holdfast.domain.backup.Authentication;
import org.holdfast.domain.backup.BackupRepository;
import org.holdfast.domain.backup.BackupRun;
import org.holdfast.domain.backup.BackupSchedule;
import org.holdfast.domain.backup.BackupType;
import org.holdfast.domain.backup.Destination;
import org.holdfast.domain.backup.DestinationRepository;
import org.holdfast.domain.backup.DestinationRepository.SealedKeyPair;
import org.holdfast.domain.backup.HostKey;
import org.holdfast.domain.backup.Location;
import org.holdfast.domain.backup.Location.Remote;
import org.holdfast.domain.backup.RunOwner;
import org.holdfast.domain.backup.RunStatus;
import org.holdfast.domain.backup.TransferMethod;
import org.holdfast.domain.backup.VaultTables;
import org.holdfast.domain.backup.VaultTables.Snapshot;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.page.PageRequest;
import org.holdfast.domain.secret.Bytes;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Destinations, schedules and runs are kept, and what is due is claimed once. */
@ArquillianTest
class BackupRepositoriesIT {

  /**
   * Of no concern to the vault itself, which looks for due schedules and lost runs by its clock.
   */
  private static final Instant NOW = Instant.parse("2126-01-02T03:04:05.678901Z");

  private static final Duration CLAIM = Duration.ofMinutes(5);
  private static final RunOwner OWNER = new RunOwner(UUID.randomUUID(), UUID.randomUUID());
  private static final Bytes SEALED = Bytes.of(new byte[] {1, 2, 3});
  private static final int ROUNDS = 20;

  @Inject private BackupRepository backups;
  @Inject private DestinationRepository destinations;
  @Inject private VaultTables tables;
  @Inject private Sql sql;
  @Resource private ManagedExecutorService executor;

  @Deployment
  static EnterpriseArchive vault() {
    return Deployments.with(BackupRepositoriesIT.class);
  }

  @BeforeEach
  @AfterEach
  void empty() throws SQLException {
    sql.change("delete from node.backup_run");
    sql.change("delete from node.backup_schedule");
    sql.change("delete from node.backup_destination");
    sql.change("delete from node.backup_key_pair");
  }

  @Test
  void destinations_each_comeBackAsTheyWereSaved() {
    HostKey key = new HostKey("ssh-ed25519", SEALED);
    Destination remote =
        destination(
            "remote",
            new Location(
                TransferMethod.SFTP,
                "backups",
                new Remote("10.0.0.7", 22, "vault", Authentication.PASSWORD, key)));
    Destination local = destination("local", new Location(TransferMethod.LOCAL, "/b", null));

    destinations.save(remote, SEALED);
    destinations.save(local, null);

    assertThat(destinations.list()).containsExactly(local, remote);
    assertThat(destinations.find(remote.id())).contains(remote);
    assertThat(destinations.sealedPassword(remote.id())).contains(SEALED);
    assertThat(destinations.sealedPassword(local.id())).isEmpty();

    destinations.save(remote, null);
    assertThat(destinations.sealedPassword(remote.id())).contains(SEALED);

    Destination withKey =
        new Destination(
            remote.id(),
            "renamed",
            new Location(
                TransferMethod.SCP,
                "/b",
                new Remote("10.0.0.8", 2222, "v", Authentication.PUBLIC_KEY, null)),
            NOW);
    destinations.save(withKey, null);
    assertThat(destinations.find(remote.id())).contains(withKey);
    assertThat(destinations.sealedPassword(remote.id())).isEmpty();

    destinations.delete(remote.id());
    assertThat(destinations.list()).containsExactly(local);
  }

  @Test
  void names_taken_areRefused() {
    Location folder = new Location(TransferMethod.LOCAL, "/b", null);
    destinations.save(destination("one", folder), null);
    backups.save(schedule("one", 0));

    assertThatExceptionOfType(VaultException.class)
        .isThrownBy(() -> destinations.save(destination("one", folder), null))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.DESTINATION_NAME_TAKEN));
    assertThatExceptionOfType(VaultException.class)
        .isThrownBy(() -> backups.save(schedule("one", 0)))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.SCHEDULE_NAME_TAKEN));
  }

  @Test
  void keyPair_secondOne_doesNotReplaceTheFirst() {
    SealedKeyPair first = new SealedKeyPair("ssh-ed25519 A", SEALED);

    assertThat(destinations.keyPair()).isEmpty();
    assertThat(destinations.saveKeyPair(first)).isEqualTo(first);
    assertThat(destinations.saveKeyPair(new SealedKeyPair("ssh-ed25519 B", SEALED)))
        .isEqualTo(first);
    assertThat(destinations.keyPair()).contains(first);
  }

  @Test
  void schedules_each_comeBackAsTheyWereSaved() {
    BackupSchedule full = schedule("b", 0);
    BackupSchedule once =
        new BackupSchedule(
            UUID.randomUUID(), "a", Destination.LOCAL_ID, NOW, null, 3, 7, 30, true, null, 2);
    backups.save(full);
    backups.save(once);

    assertThat(backups.schedules()).containsExactly(once, full);
    backups.save(full.pause());
    assertThat(backups.schedule(full.id())).contains(full.pause());
    backups.deleteSchedule(full.id());
    assertThat(backups.schedule(full.id())).isEmpty();
  }

  @Test
  void isUsed_byScheduleOrRun_untilNeitherNeedsIt() {
    UUID destination = UUID.randomUUID();
    BackupSchedule schedule =
        new BackupSchedule(
            UUID.randomUUID(), "s", destination, NOW, null, 0, null, null, true, NOW, 0);
    assertThat(backups.isUsed(destination)).isFalse();
    backups.save(schedule);
    assertThat(backups.isUsed(destination)).isTrue();
    backups.deleteSchedule(schedule.id());

    BackupRun run = run(destination);
    backups.begin(run, OWNER, NOW.plus(CLAIM));
    assertThat(backups.isUsed(destination)).isTrue();
    backups.save(ended(run, RunStatus.FAILED, null, null));
    assertThat(backups.isUsed(destination)).isFalse();
  }

  @Test
  void runs_each_comeBackAsTheyWereSaved() {
    BackupRun first = run(Destination.LOCAL_ID);
    backups.begin(first, OWNER, NOW.plus(CLAIM));
    assertThat(backups.run(first.id())).contains(first);
    assertThat(backups.abandoned(OWNER, false, NOW.plus(CLAIM))).isEmpty();
    assertThat(backups.abandoned(OWNER, false, NOW.plus(CLAIM).plusSeconds(1)))
        .containsExactly(first);
    backups.keepClaim(first.id(), NOW.plus(CLAIM).plus(CLAIM));
    assertThat(backups.abandoned(OWNER, false, NOW.plus(CLAIM).plusSeconds(1))).isEmpty();
    assertThatExceptionOfType(VaultException.class)
        .isThrownBy(() -> backups.begin(run(Destination.LOCAL_ID), OWNER, NOW))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.BACKUP_RUNNING));

    BackupRun done = ended(first, RunStatus.DONE, "1:1:", "x");
    backups.save(done);
    BackupRun second = run(Destination.LOCAL_ID, NOW.plusSeconds(1));
    backups.begin(second, OWNER, NOW);
    BackupRun failed = ended(second, RunStatus.FAILED, null, null);
    backups.save(failed);

    assertThat(backups.run(first.id())).contains(done);
    assertThat(backups.lastDone()).isEmpty();
    assertThat(backups.keptBeforeRestores()).containsExactly(done);
    assertThat(backups.lastOfEach()).isEmpty();
    assertThat(backups.last()).contains(failed);
    assertThat(backups.runs(new PageRequest(0, 1)).rows()).containsExactly(failed);
    assertThat(backups.runs(new PageRequest(1, 5)).rows()).containsExactly(done);
    assertThat(backups.runs(new PageRequest(0, 1)).total()).isEqualTo(2);
  }

  @Test
  void abandoned_areThoseOfFormerProcessesOfThisNode_andWhoseClaimRanOut() throws SQLException {
    RunOwner restarted = new RunOwner(OWNER.node(), UUID.randomUUID());
    RunOwner other = new RunOwner(UUID.randomUUID(), UUID.randomUUID());
    BackupRun run = run(Destination.LOCAL_ID);
    backups.begin(run, OWNER, NOW.plus(CLAIM));

    assertThat(backups.abandoned(OWNER, false, NOW)).isEmpty();
    assertThat(backups.abandoned(OWNER, true, NOW)).containsExactly(run);
    assertThat(backups.abandoned(restarted, false, NOW)).containsExactly(run);
    assertThat(backups.abandoned(other, false, NOW)).isEmpty();
    assertThat(backups.abandoned(other, true, NOW)).isEmpty();
    assertThat(backups.abandoned(other, false, NOW.plus(CLAIM).plusSeconds(1)))
        .containsExactly(run);

    sql.change("update node.backup_run set owner_node = null, owner_process = null");
    assertThat(backups.abandoned(other, false, NOW)).containsExactly(run);
  }

  @Test
  void saveOngoing_ofRunThatAnotherNodeHasEnded_isNotRecorded() {
    BackupRun run = run(Destination.LOCAL_ID);
    backups.begin(run, OWNER, NOW.plus(CLAIM));
    BackupRun failed = run.failed(ErrorCode.BACKUP_INTERRUPTED, null, NOW);

    assertThat(backups.saveOngoing(failed)).isTrue();

    assertThat(backups.saveOngoing(ended(run, RunStatus.DONE, null, null))).isFalse();
    assertThat(backups.run(run.id())).contains(failed);
  }

  @Test
  void lastOfEach_andFailedFiles_areFoundHoweverManyRunsFollow() {
    backups.save(schedule("first", 0));
    BackupRun first = claimAndEnd(RunStatus.DONE, system());
    BackupRun newer = claimAndEnd(RunStatus.FAILED, system());
    backups.deleteSchedule(Objects.requireNonNull(first.schedule()));
    backups.save(schedule("second", 0));
    BackupRun second = claimAndEnd(RunStatus.DONE, system());

    assertThat(backups.lastOfEach())
        .extracting(BackupRun::id)
        .containsExactlyInAnyOrder(newer.id(), second.id());
    assertThat(backups.lastDone()).get().extracting(BackupRun::id).isEqualTo(second.id());
    assertThat(backups.failedFiles(newer.destination()))
        .containsExactly(Objects.requireNonNull(backups.run(newer.id()).orElseThrow().file()));
    assertThat(backups.failedFiles(UUID.randomUUID())).isEmpty();
  }

  @Test
  void claimDue_byTwoAtTheSameMoment_isGrantedOnce() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      empty();
      backups.save(schedule("first", 0));
      backups.save(schedule("second", 0));
      CyclicBarrier together = new CyclicBarrier(2);
      List<Future<Optional<BackupRun>>> claims = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        claims.add(
            executor.submit(
                () -> {
                  together.await();
                  return backups.claimDue(OWNER, NOW, NOW.plus(CLAIM));
                }));
      }
      List<BackupRun> claimed = new ArrayList<>();
      for (Future<Optional<BackupRun>> claim : claims) {
        claim.get().ifPresent(claimed::add);
      }

      assertThat(claimed).hasSize(1);
      assertThat(backups.run(claimed.get(0).id())).contains(claimed.get(0));
    }
  }

  @Test
  void claimDue_nothingDue_isEmpty() {
    BackupSchedule schedule = schedule("s", 0);
    backups.save(schedule.pause());
    assertThat(backups.claimDue(OWNER, NOW, NOW.plus(CLAIM))).isEmpty();
    backups.save(schedule.succeeded(NOW));
    assertThat(backups.claimDue(OWNER, NOW, NOW.plus(CLAIM))).isEmpty();
  }

  @Test
  void claimDue_withIncrementals_takesTurns() {
    BackupSchedule schedule = schedule("s", 2);
    backups.save(schedule);
    String system = system();

    BackupRun full = claimAndEnd(RunStatus.DONE, system);
    BackupRun failed = claimAndEnd(RunStatus.FAILED, system);
    BackupRun second = claimAndEnd(RunStatus.DONE, system);
    BackupRun third = claimAndEnd(RunStatus.DONE, system);
    BackupRun next = claimAndEnd(RunStatus.DONE, system);

    assertThat(List.of(full, failed, second, third, next))
        .extracting(BackupRun::type)
        .containsExactly(
            BackupType.FULL,
            BackupType.INCREMENTAL,
            BackupType.INCREMENTAL,
            BackupType.INCREMENTAL,
            BackupType.FULL);
    assertThat(List.of(full, failed, second, third, next))
        .extracting(BackupRun::index)
        .containsExactly(1, 2, 3, 4, 5);
    assertThat(third.base()).isEqualTo(full.id());
    assertThat(full.base()).isNull();
    assertThat(backups.kept(schedule.id())).hasSize(4);
  }

  @Test
  void claimDue_whereTheFullOneIsOfNoUse_isFull() {
    BackupSchedule schedule = schedule("s", 2);
    backups.save(schedule);
    claimAndEnd(RunStatus.DONE, "another database");
    BackupRun full = claimAndEnd(RunStatus.EXPIRED, system());
    BackupRun next = claimAndEnd(RunStatus.DONE, system());
    backups.save(
        new BackupSchedule(
            schedule.id(), "s", UUID.randomUUID(), NOW, null, 2, null, null, false, NOW, 0));
    BackupRun elsewhere = claimAndEnd(RunStatus.DONE, system());

    assertThat(List.of(full, next, elsewhere))
        .extracting(BackupRun::type)
        .containsOnly(BackupType.FULL);
  }

  private BackupRun claimAndEnd(RunStatus status, String system) {
    BackupRun run = backups.claimDue(OWNER, NOW, NOW.plus(CLAIM)).orElseThrow();
    assertThat(backups.claimDue(OWNER, NOW, NOW.plus(CLAIM))).isEmpty();
    backups.save(ended(run, status, "1:1:", system));
    return run;
  }

  private String system() {
    try (Snapshot snapshot = tables.snapshot(null)) {
      return snapshot.system();
    }
  }

  private static Destination destination(String name, Location location) {
    return new Destination(UUID.randomUUID(), name, location, NOW);
  }

  private static BackupSchedule schedule(String name, int incrementals) {
    return new BackupSchedule(
        UUID.randomUUID(),
        name,
        Destination.LOCAL_ID,
        NOW,
        Duration.ofHours(24),
        incrementals,
        null,
        null,
        false,
        NOW,
        0);
  }

  private static BackupRun run(UUID destination) {
    return run(destination, NOW);
  }

  private static BackupRun run(UUID destination, Instant started) {
    return new BackupRun(
        UUID.randomUUID(),
        null,
        "before a restore",
        1,
        BackupType.FULL,
        RunStatus.ONGOING,
        destination,
        NOW,
        started,
        null,
        null,
        null,
        null,
        null,
        null,
        0,
        0,
        null,
        null,
        null);
  }

  private static BackupRun ended(
      BackupRun run, RunStatus status, @Nullable String snapshot, @Nullable String system) {
    boolean failed = status == RunStatus.FAILED;
    return new BackupRun(
        run.id(),
        run.schedule(),
        run.scheduleName(),
        run.index(),
        run.type(),
        status,
        run.destination(),
        run.scheduled(),
        run.started(),
        NOW,
        "file",
        run.base(),
        snapshot,
        system,
        SEALED,
        5,
        6,
        failed ? ErrorCode.DESTINATION_FULL : null,
        failed ? "no room" : null,
        NOW);
  }
}
