package org.holdfast.domain.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.holdfast.domain.doctor.Patient.finding;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.home.HomeFile;
import org.holdfast.domain.hsm.FakeToken;
import org.holdfast.domain.hsm.HsmException;
import org.holdfast.domain.hsm.HsmTarget;
import org.holdfast.domain.hsm.KeyRef;
import org.holdfast.domain.hsm.WrapMechanism;
import org.holdfast.domain.secret.SecretChars;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {

  private final Path folder;
  private final Patient patient;

  DoctorTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    patient = new Patient(folder);
  }

  @Test
  void everyStep_isLookedAt_inEachMode() throws Exception {
    Set<Step> before = steps(patient.examine());
    patient.initialized();
    Set<Step> hsm = steps(patient.examine(Subject.IN_FORCE, Credential.STORED));

    assertThat(before).containsExactlyInAnyOrder(Step.values());
    assertThat(hsm).containsExactlyInAnyOrder(Step.values());
  }

  @Test
  void hsmMode_withTheStoredCredential_opensTheWallet_byOneLogin_andLogsOut() throws Exception {
    FakeToken token = patient.initialized();
    int before = token.logins();

    Report report = patient.examine(Subject.IN_FORCE, Credential.STORED);

    assertThat(report.findings()).noneMatch(finding -> finding.outcome() == Outcome.FAIL);
    assertThat(finding(report, Step.WALLET_OPENS).found()).contains("through the HSM");
    assertThat(finding(report, Step.ROOT_KEY).outcome()).isEqualTo(Outcome.PASS);
    assertThat(token.logins()).isEqualTo(before + 1);
    assertThat(patient.hsm.openConnections()).isZero();
    assertThat(finding(patient.examine(), Step.LOGIN).outcome()).isEqualTo(Outcome.SKIPPED);
  }

  @Test
  void withoutACredential_nothingIsSent() throws Exception {
    FakeToken token = patient.initialized();
    int before = token.logins();

    Report report = patient.examine();

    assertThat(token.logins()).isEqualTo(before);
    assertThat(finding(report, Step.LOGIN).outcome()).isEqualTo(Outcome.SKIPPED);
    assertThat(finding(report, Step.WALLET_OPENS).outcome()).isEqualTo(Outcome.SKIPPED);
    assertThat(finding(report, Step.TOKEN_LABEL).outcome()).isEqualTo(Outcome.PASS);
  }

  @Test
  void loggedIn_isJudgedFromWhatTheProcessKnows() throws Exception {
    FakeToken token = patient.initialized();
    HsmTarget target = new HsmTarget(patient.pack(), patient.library, Patient.LABEL);
    try (SecretChars pin = SecretChars.copyOf(Patient.PIN.toCharArray())) {
      patient.hsm.login(target, pin);
    }
    int before = token.logins();

    Report report = patient.examine();

    assertThat(finding(report, Step.LOGIN).outcome()).isEqualTo(Outcome.PASS);
    assertThat(finding(report, Step.WALLET_OPENS).outcome()).isEqualTo(Outcome.PASS);
    assertThat(token.logins()).isEqualTo(before);
    patient.hsm.getConnection(target).close();
  }

  @Test
  void storedCredential_thatIsRefused_isSentOnceAndNeverAgain() throws Exception {
    FakeToken token = patient.initialized();
    token.changePin("another");

    Report first = patient.examine(Subject.IN_FORCE, Credential.STORED);
    Report second = patient.examine(Subject.IN_FORCE, Credential.STORED);

    assertThat(finding(first, Step.LOGIN).code()).isEqualTo(ErrorCode.CREDENTIAL_REFUSED_BEFORE);
    assertThat(finding(first, Step.LOGIN).found()).contains("CKR_PIN_INCORRECT");
    assertThat(finding(second, Step.LOGIN).code()).isEqualTo(ErrorCode.CREDENTIAL_REFUSED_BEFORE);
    assertThat(finding(second, Step.STORED_CREDENTIAL).outcome()).isEqualTo(Outcome.FAIL);
    assertThat(token.wrongPins()).isEqualTo(1);
  }

  @Test
  void typedCredential_isTriedOnce_andLeavesNothingBehind() throws Exception {
    FakeToken token = patient.initialized();

    Report wrong = patient.tryPin("wrong");
    assertThat(token.wrongPins()).isEqualTo(1);
    Report right = patient.tryPin(Patient.PIN);

    assertThat(finding(wrong, Step.LOGIN).code()).isEqualTo(ErrorCode.CREDENTIAL_REFUSED);
    assertThat(finding(right, Step.LOGIN).outcome()).isEqualTo(Outcome.PASS);
    assertThat(finding(right, Step.WALLET_OPENS).outcome()).isEqualTo(Outcome.PASS);
    assertThat(finding(patient.examine(), Step.LOGIN).outcome()).isEqualTo(Outcome.SKIPPED);
  }

  @Test
  void lockedToken_isSaid_beforeAndAfterALogin() throws Exception {
    FakeToken token = patient.initialized();
    token.lockAfter(1);
    patient.tryPin("wrong");

    Report report = patient.tryPin("wrong again");

    assertThat(finding(report, Step.PIN_STATE).code()).isEqualTo(ErrorCode.CREDENTIAL_LOCKED);
    assertThat(finding(report, Step.LOGIN).code()).isEqualTo(ErrorCode.CREDENTIAL_LOCKED);
  }

  @Test
  void library_thatIsNotThereOrDoesNotLoad_isSaidInTheDocumentsWords() throws Exception {
    patient.initialized();
    Path missing = folder.resolve("missing.so");
    Report report = patient.examine(new Subject("softhsm", missing, null), Credential.NONE);
    assertThat(finding(report, Step.LIBRARY_FILE).found())
        .isEqualTo("Could Not Load PKCS#11 Library: " + missing + ": there is no such file");

    patient.hsm.breakLibrary("invalid ELF header");
    Finding loads = finding(patient.examine(), Step.LIBRARY_LOADS);

    assertThat(loads.code()).isEqualTo(ErrorCode.LIBRARY_NOT_LOADED);
    assertThat(loads.found()).startsWith("Could Not Load PKCS#11 Library");
  }

  @Test
  void label_thatNoTokenOrTwoHave_isSaid() throws Exception {
    patient.initialized();
    Report wrong = patient.examine(new Subject("softhsm", null, "nowhere"), Credential.NONE);
    patient.hsm.addToken(Patient.LABEL, "0000");
    Report two = patient.examine();

    assertThat(finding(wrong, Step.TOKEN_LABEL).found()).startsWith("Could Not Get Slot for HSM");
    assertThat(finding(wrong, Step.SLOT_LIST).outcome()).isEqualTo(Outcome.PASS);
    assertThat(finding(two, Step.TOKEN_LABEL).code()).isEqualTo(ErrorCode.TOKEN_AMBIGUOUS);
  }

  @Test
  void rootKey_missingTwiceOrReplaced_isSaid() throws Exception {
    FakeToken token = patient.initialized();
    KeyRef key = new KeyRef(1);

    token.plantKey(key, false);
    assertThat(rootKey()).isEqualTo(ErrorCode.ROOT_KEY_AMBIGUOUS);
    token.removeKey(key);
    assertThat(rootKey()).isEqualTo(ErrorCode.ROOT_KEY_MISSING);
    token.plantKey(key, true);
    assertThat(rootKey()).isEqualTo(ErrorCode.ROOT_KEY_REPLACED);
  }

  private ErrorCode rootKey() {
    Report report = patient.examine(Subject.IN_FORCE, Credential.STORED);
    ErrorCode code = finding(report, Step.ROOT_KEY).code();
    return code == null ? ErrorCode.INTERNAL_ERROR : code;
  }

  @Test
  void mechanisms_thatAreNotOffered_areMissed() throws Exception {
    FakeToken token = patient.initialized();
    WrapMechanism inUse =
        new HomeKnowledge(patient.home, patient.keyFile).keys().get(0).mechanism();
    token.offer(EnumSet.complementOf(EnumSet.of(inUse)));
    assertThat(finding(patient.examine(), Step.MECHANISMS).found()).contains(inUse.name());

    token.offer(Set.of());
    assertThat(finding(patient.examine(), Step.MECHANISMS).code())
        .isEqualTo(ErrorCode.MECHANISM_MISSING);
  }

  @Test
  void passphraseMode_opensWithTheKeyFile_andWarnsOfItsPlace() {
    patient.installed();

    Report report = patient.examine();

    assertThat(report.findings()).noneMatch(finding -> finding.outcome() == Outcome.FAIL);
    assertThat(finding(report, Step.WALLET_OPENS).found()).contains("with the key file");
    assertThat(finding(report, Step.KEY_FILE).outcome()).isEqualTo(Outcome.WARN);
    assertThat(finding(report, Step.VENDOR).outcome()).isEqualTo(Outcome.SKIPPED);
  }

  @Test
  void leftovers_ofEitherMode_areNamed() throws Exception {
    patient.installed();
    patient.write(HomeFile.RESTORE_WALLET, "left");
    Finding ofHsm = finding(patient.examine(), Step.LEFTOVERS);
    assertThat(ofHsm.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(ofHsm.found()).contains("hsm/restore/ewallet.p12");

    Patient other = new Patient(folder.resolve("other"));
    other.initialized();
    assertThat(finding(other.examine(), Step.LEFTOVERS).outcome()).isEqualTo(Outcome.PASS);
    other.write(HomeFile.AUTO_LOGIN, "left");
    assertThat(finding(other.examine(), Step.LEFTOVERS).found())
        .contains("tde/cwallet.sso", "without the HSM");
  }

  @Test
  void securityConf_unquotedUnknownOrWrong_isNamedByLine() throws Exception {
    patient.initialized();
    patient.write(
        HomeFile.SECURITY_CONF,
        "# by hand\nHSM_ENABLED=1\nHSM_PROVIDER=\"1\"\nHSM_COLOUR=\"red\"\nHSM_KEY_EXTRACTABLE=\"2\"\n");

    assertThat(finding(patient.examine(), Step.SECURITY_CONF).found())
        .contains(
            "line 2 is not NAME=\"value\": HSM_ENABLED=1",
            "line 4: HSM_COLOUR is not known",
            "line 5: HSM_KEY_EXTRACTABLE cannot be \"2\"",
            "HSM_PROVIDER \"1\" is thales-luna, and softhsm is in force");
  }

  @Test
  void home_thatOthersMayRead_isNamed() throws Exception {
    patient.initialized();
    Path wallet = patient.home.path(HomeFile.WALLET);
    Files.setPosixFilePermissions(wallet, PosixFilePermissions.fromString("rw-r-----"));

    Finding modes = finding(patient.examine(), Step.HOME_MODES);

    assertThat(modes.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(modes.found()).isEqualTo("Open to others: tde/ewallet.p12 (rw-r-----)");
  }

  @Test
  void files_thatAreMissing_areNamed() throws Exception {
    patient.initialized();
    Files.delete(patient.home.path(HomeFile.RESTORE_WALLET));
    Files.delete(patient.home.path(HomeFile.HSM_CREDENTIAL));

    Report report = patient.examine();

    assertThat(finding(report, Step.RESTORE_FILES).found()).contains("hsm/restore/ewallet.p12");
    assertThat(finding(report, Step.STORED_CREDENTIAL).outcome()).isEqualTo(Outcome.FAIL);
    // The vendor is known from security.conf all the same.
    assertThat(finding(report, Step.TOKEN_LABEL).outcome()).isEqualTo(Outcome.PASS);
  }

  @Test
  void certificate_thatExpired_fails() throws Exception {
    patient.installed();
    Path tls = Files.createDirectories(patient.root.resolve("etc/tls"));
    Files.writeString(tls.resolve("old.crt"), SampleCertificate.EXPIRED);
    Files.writeString(tls.resolve("broken.pem"), "-----BEGIN CERTIFICATE-----\nno\n");

    Finding certificates = finding(patient.examine(), Step.CERTIFICATES);

    assertThat(certificates.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(certificates.found()).startsWith("old.crt expired at 20");
  }

  @Test
  void check_thatFailsUnforeseen_isAFailedStep() throws HsmException {
    patient.initialized();
    Knowledge broken =
        new DelegatingKnowledge(new HomeKnowledge(patient.home, patient.keyFile)) {
          @Override
          public Mode mode() {
            throw new IllegalStateException("unforeseen");
          }
        };

    Report report = patient.examine(broken, Subject.IN_FORCE, Credential.NONE);

    assertThat(finding(report, Step.RESTORE_FILES).found()).contains("unforeseen");
    assertThat(finding(report, Step.SLOT_LIST).outcome()).isEqualTo(Outcome.PASS);
  }

  private static Set<Step> steps(Report report) {
    return report.findings().stream().map(Finding::step).collect(Collectors.toSet());
  }
}
