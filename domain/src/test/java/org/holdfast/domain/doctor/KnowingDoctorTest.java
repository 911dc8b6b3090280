package org.holdfast.domain.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.holdfast.domain.doctor.Patient.finding;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.home.HomeFile;
import org.holdfast.domain.home.VaultHome;
import org.holdfast.domain.node.DatabaseFacts;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.wallet.Vault;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the vault knows beyond its files: database, digests, backups. */
class KnowingDoctorTest {

  private static final Map<String, String> SETTINGS =
      Map.of("fsync", "on", "full_page_writes", "on", "synchronous_commit", "on");

  private final Patient patient;

  KnowingDoctorTest(@TempDir Path folder) throws IOException {
    patient = new Patient(folder);
    patient.installed();
  }

  private Report with(Knowledge knowledge) {
    return patient.examine(knowledge, Subject.IN_FORCE, Credential.NONE);
  }

  private Knowledge knowing(DatabaseFacts facts) {
    return new DelegatingKnowledge(new HomeKnowledge(patient.home, patient.keyFile)) {
      @Override
      public Optional<DatabaseFacts> database() {
        return Optional.of(facts);
      }
    };
  }

  @Test
  void database_thatIsOldOrLosesCommitsOrIsLate_isSaid() {
    Instant now = Instant.now();
    Report good = with(knowing(new DatabaseFacts("15.4", 150004, now, SETTINGS)));
    Report bad =
        with(
            knowing(
                new DatabaseFacts(
                    "14.9",
                    140009,
                    now.minus(Duration.ofMinutes(3)),
                    Map.of(
                        "fsync", "off", "full_page_writes", "on", "synchronous_commit", "off"))));

    assertThat(finding(good, Step.DATABASE_VERSION).outcome()).isEqualTo(Outcome.PASS);
    assertThat(finding(good, Step.DATABASE_SETTINGS).outcome()).isEqualTo(Outcome.PASS);
    assertThat(finding(good, Step.CLOCK_DATABASE).outcome()).isEqualTo(Outcome.PASS);
    assertThat(finding(bad, Step.DATABASE_VERSION).outcome()).isEqualTo(Outcome.FAIL);
    assertThat(finding(bad, Step.DATABASE_SETTINGS).found())
        .isEqualTo("Off: fsync, synchronous_commit");
    assertThat(finding(bad, Step.CLOCK_DATABASE).outcome()).isEqualTo(Outcome.WARN);
  }

  @Test
  void database_thatDoesNotAnswer_isSaidOnce() {
    Report report =
        with(
            new DelegatingKnowledge(new HomeKnowledge(patient.home, patient.keyFile)) {
              @Override
              public Optional<DatabaseFacts> database() {
                throw new VaultException(ErrorCode.DATABASE_AWAY, "refused");
              }
            });

    assertThat(finding(report, Step.DATABASE).code()).isEqualTo(ErrorCode.DATABASE_AWAY);
    assertThat(finding(report, Step.DATABASE_VERSION).outcome()).isEqualTo(Outcome.SKIPPED);
  }

  @Test
  void vault_thatIsClosed_isSaid_andNoFailureIfAnAdministratorMeansIt() {
    assertThat(vault(null).outcome()).isEqualTo(Outcome.PASS);
    assertThat(vault(ErrorCode.CLOSED_BY_ADMINISTRATOR).outcome()).isEqualTo(Outcome.WARN);
    assertThat(vault(ErrorCode.SLOT_NOT_FOUND).outcome()).isEqualTo(Outcome.FAIL);
    assertThat(vault(ErrorCode.SLOT_NOT_FOUND).code()).isEqualTo(ErrorCode.SLOT_NOT_FOUND);
    assertThat(
            finding(with(new HomeKnowledge(patient.home, patient.keyFile)), Step.VAULT_OPEN)
                .outcome())
        .isEqualTo(Outcome.SKIPPED);
  }

  private Finding vault(@Nullable ErrorCode cause) {
    Vault.Status status = new Vault.Status(cause == null, cause, null, Instant.EPOCH);
    return finding(
        with(
            new DelegatingKnowledge(new HomeKnowledge(patient.home, patient.keyFile)) {
              @Override
              public Optional<Vault.Status> vault() {
                return Optional.of(status);
              }
            }),
        Step.VAULT_OPEN);
  }

  @Test
  void digests_thatDiffer_areSaid() {
    Bytes wallet = patient.home.require(HomeFile.WALLET);
    Map<HomeFile, Bytes> known = Map.of(HomeFile.WALLET, VaultHome.digest(wallet));
    Knowledge knowledge =
        new DelegatingKnowledge(new HomeKnowledge(patient.home, patient.keyFile)) {
          @Override
          public Optional<Map<HomeFile, Bytes>> digests() {
            return Optional.of(known);
          }
        };
    assertThat(finding(with(knowledge), Step.DIGESTS).outcome()).isEqualTo(Outcome.PASS);

    patient.write(HomeFile.WALLET, "changed");

    Report changed = with(knowledge);
    assertThat(finding(changed, Step.DIGESTS).found())
        .isEqualTo("A wallet file is missing or was changed: tde/ewallet.p12 was changed");
    assertThat(finding(changed, Step.WALLET_OPENS).outcome()).isEqualTo(Outcome.FAIL);
  }

  @Test
  void backups_thatAreOldFailedOrNotThere_areSaid() {
    Instant now = Instant.now();

    assertThat(backup(new BackupFacts(null, null, null), now)).isEqualTo(Outcome.WARN);
    assertThat(backup(new BackupFacts(now.minus(Duration.ofDays(8)), now, null), now))
        .isEqualTo(Outcome.WARN);
    assertThat(
            backup(
                new BackupFacts(now, now, new VaultException(ErrorCode.BACKUP_DAMAGED, "x")), now))
        .isEqualTo(Outcome.WARN);
    assertThat(backup(new BackupFacts(now.minus(Duration.ofDays(6)), now, null), now))
        .isEqualTo(Outcome.PASS);
  }

  private static Outcome backup(BackupFacts facts, Instant now) {
    Findings findings = new Findings();
    BackupCheck.judge(facts, now, findings);
    return findings.all().get(0).outcome();
  }

  @Test
  void disk_thatFills_isWarnedOf_thenFails() {
    assertThat(disk(10L << 30, 20L << 30)).isEqualTo(Outcome.PASS);
    assertThat(disk(10L << 30, 200L << 30)).isEqualTo(Outcome.WARN);
    assertThat(disk(900L << 20, 2L << 30)).isEqualTo(Outcome.WARN);
    assertThat(disk(255L << 20, 2L << 30)).isEqualTo(Outcome.FAIL);
  }

  private static Outcome disk(long usable, long total) {
    Findings findings = new Findings();
    DiskCheck.judge(usable, total, findings);
    return findings.all().get(0).outcome();
  }
}
