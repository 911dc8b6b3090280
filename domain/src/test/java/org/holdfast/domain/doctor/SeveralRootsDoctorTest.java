package org.holdfast.domain.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.home.HomeFile;
import org.holdfast.domain.hsm.FakeToken;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.domain.wallet.StoredCredential;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One run looks at each Root of Trust in force (B8, B10). */
class SeveralRootsDoctorTest {

  private static final String FIRST = Patient.LABEL;
  private static final String SECOND = Patient.SECOND_LABEL;

  private final Patient patient;
  private final List<FakeToken> tokens;

  SeveralRootsDoctorTest(@TempDir Path folder) throws Exception {
    patient = new Patient(folder);
    tokens = patient.initializedTwice();
  }

  @Test
  void eachRoot_isLookedAt_withItsOwnCredentialAndKey_once() {
    List<Integer> before = tokens.stream().map(FakeToken::logins).toList();

    Report report = patient.examine(Subject.IN_FORCE, Credential.STORED);

    assertThat(report.findings()).noneMatch(finding -> finding.outcome() == Outcome.FAIL);
    assertThat(report.roots()).extracting(Report.Root::name).containsExactly(FIRST, SECOND);
    assertThat(of(report, FIRST, Step.ROOT_KEY).found()).contains("0x00000001");
    assertThat(of(report, SECOND, Step.ROOT_KEY).found()).contains("0x00000007");
    for (String root : List.of(FIRST, SECOND)) {
      assertThat(of(report, root, Step.LOGIN).outcome()).isEqualTo(Outcome.PASS);
      assertThat(of(report, root, Step.WALLET_OPENS).outcome()).isEqualTo(Outcome.PASS);
    }
    assertThat(tokens.stream().map(FakeToken::logins).toList())
        .isEqualTo(before.stream().map(logins -> logins + 1).toList());
    assertThat(patient.hsm.openConnections()).isZero();
  }

  @Test
  void findings_standTogetherByRoot_andTheRestIsLookedAtOnce() {
    Report report = patient.examine();

    List<String> order =
        report.findings().stream()
            .filter(finding -> finding.step().section().isOfEachRoot())
            .map(finding -> String.valueOf(finding.root()))
            .distinct()
            .toList();
    assertThat(order).containsExactly(FIRST, SECOND);
    assertThat(report.findings().stream().map(finding -> finding.step().section().part()))
        .isSorted();
    for (Step step : Step.values()) {
      assertThat(report.findings().stream().filter(finding -> finding.step() == step))
          .as(step.id())
          .hasSize(step.section().isOfEachRoot() ? 2 : 1)
          .allMatch(finding -> step.section().isOfEachRoot() == (finding.root() != null));
    }
  }

  @Test
  void rootThatIsAway_isNamed_andTheOtherIsWell() {
    tokens.get(1).takeAway();

    Report report = patient.examine(Subject.IN_FORCE, Credential.STORED);

    assertThat(of(report, FIRST, Step.WALLET_OPENS).outcome()).isEqualTo(Outcome.PASS);
    assertThat(of(report, SECOND, Step.TOKEN_LABEL).code()).isEqualTo(ErrorCode.SLOT_NOT_FOUND);
    assertThat(report.outcome()).isEqualTo(Outcome.FAIL);
  }

  @Test
  void oneThatIsChosen_isLookedAtAlone_asTheOneInForce() {
    Report report = patient.examine(new Subject(null, null, SECOND), Credential.STORED);

    assertThat(report.roots())
        .singleElement()
        .satisfies(
            root -> {
              assertThat(root.name()).isNull();
              assertThat(root.tokenLabel()).isEqualTo(SECOND);
            });
    assertThat(Patient.finding(report, Step.WALLET_OPENS).outcome()).isEqualTo(Outcome.PASS);
    assertThat(Patient.finding(report, Step.ROOT_KEY).root()).isNull();
  }

  @Test
  void typedCredential_isSentToNobody_untilATokenIsChosen() {
    List<Integer> before = tokens.stream().map(FakeToken::logins).toList();

    try (SecretChars typed = SecretChars.copyOf(Patient.SECOND_PIN.toCharArray())) {
      assertThatExceptionOfType(VaultException.class)
          .isThrownBy(() -> patient.examine(Subject.IN_FORCE, Credential.typed(typed)))
          .satisfies(
              refusal -> {
                assertThat(refusal.code()).isEqualTo(ErrorCode.DOCTOR_TOKEN_NOT_CHOSEN);
                assertThat(refusal.field()).isEqualTo("tokenLabel");
              });
      assertThat(tokens.stream().map(FakeToken::logins).toList()).isEqualTo(before);

      Report chosen = patient.examine(new Subject(null, null, SECOND), Credential.typed(typed));
      assertThat(Patient.finding(chosen, Step.LOGIN).outcome()).isEqualTo(Outcome.PASS);
    }
  }

  @Test
  void credentialThatIsNotStored_isMissed() throws IOException {
    try (SecretChars pin = SecretChars.copyOf(Patient.PIN.toCharArray());
        StoredCredential only = new StoredCredential("softhsm", FIRST, pin)) {
      patient.put(HomeFile.HSM_CREDENTIAL, patient.keyFile.sealCredential(only));
    }

    Report report = patient.examine();

    Finding stored = Patient.finding(report, Step.STORED_CREDENTIAL);
    assertThat(stored.outcome()).isEqualTo(Outcome.WARN);
    assertThat(stored.found()).startsWith("2 Roots of Trust open the wallet").contains("for 1");
  }

  @Test
  void document_namesTheRoot_andTheFirstStandsForItself() {
    Map<String, Object> json = ReportDocument.of(patient.examine());

    assertThat(json).containsEntry("tokenLabel", FIRST).doesNotContainKey("root");
    assertThat((List<?>) json.get("roots")).hasSize(2);
    assertThat(String.valueOf(json.get("findings"))).contains("root=" + SECOND);
  }

  private static Finding of(Report report, String root, Step step) {
    return report.findings().stream()
        .filter(finding -> finding.step() == step && root.equals(finding.root()))
        .findFirst()
        .orElseThrow(() -> new AssertionError(step + " of " + root + " in " + report));
  }
}
