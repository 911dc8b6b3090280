package org.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.holdfast.cli.failure.ExitCode;
import org.junit.jupiter.api.Test;

/** {@code holdfast doctor} and {@code holdfast hsm}, asked through a vault or done here. */
class DoctorTest extends CommandTest {

  private static final String REPORT =
      """
      {"place":"SERVER","outcome":"FAIL","counts":{"pass":1,"warn":0,"fail":1,"skipped":0},"findings":[
      {"step":"slot-list","section":"Token","title":"Slot list","outcome":"PASS","found":"slot 1: a"},
      {"step":"login","section":"Token","title":"Login","outcome":"FAIL","found":"refused","code":"HF-2104","cure":"Check it."}]}
      """;

  private static final String HSM =
      """
      {"state":"HSM_PROTECTED","enabled":true,"up":%s,"type":"A","vaultOpen":%s,"credentialStored":true%s}
      """;

  private Outcome askDoctor(String... words) {
    environment.put("HOLDFAST_URL", "https://127.0.0.1:" + peer().port());
    return runIn("doctor", words);
  }

  private Outcome askHsm(String... words) {
    environment.put("HOLDFAST_URL", "https://127.0.0.1:" + peer().port());
    return runIn("hsm", words);
  }

  @Test
  void throughTheVault_theReportIsPrinted_andAFailedStepIsTheExitCode() {
    peer().on("GET doctor?vendor=entrust&tokenLabel=a%20b", 200, REPORT);

    Outcome outcome = askDoctor("--vendor", "entrust", "--token-label", "a b");

    assertThat(outcome.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(outcome.out())
        .isEqualTo(
            """
            Token
              pass     Slot list: slot 1: a
              FAIL     Login: HF-2104 refused
                       -> Check it.

            1 failed, 0 warnings, 1 passed, 0 skipped.
            """);
  }

  @Test
  void onlyWhatNeedsDoing_isPrinted_onRequest() {
    peer().on("GET doctor", 200, REPORT);

    assertThat(askDoctor("--needs-doing").out()).contains("FAIL").doesNotContain("Slot list");
  }

  @Test
  void credential_isAskedFor_andSentInTheBody() {
    typed.add("12\"34");
    peer().on("POST doctor", 200, REPORT.replace("\"FAIL\"", "\"PASS\""));

    Outcome outcome = askDoctor("--try-credential", "--vendor", "utimaco");

    assertThat(outcome.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(prompts).containsExactly("HSM credential");
    assertThat(peer().sent("POST doctor"))
        .isEqualTo("{\"vendor\":\"utimaco\",\"credential\":\"12\\\"34\"}");
  }

  @Test
  void offline_itLooksByItself_withoutAnyUser() {
    environment.remove("HOLDFAST_USER");

    Outcome outcome = runIn("doctor", "--home", home.resolve("none").toString());

    assertThat(outcome.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(outcome.out())
        .contains("There is no home folder at " + home.resolve("none"), "(looked at offline).");
    assertThat(peer().asked()).isEmpty();
  }

  @Test
  void remoteAndOffline_isWrongUse() {
    assertThat(runIn("doctor", "--remote", "--offline").exitCode()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void verify_throughTheVault_saysWhyNot() {
    peer()
        .on("POST hsm/verify", 200, HSM.formatted("true", "true", ""))
        .on(
            "POST hsm/verify",
            200,
            HSM.formatted(
                "false", "true", ",\"cause\":{\"code\":\"HF-2102\",\"title\":\"No slot\"}"));

    assertThat(askHsm("verify")).matches(o -> o.exitCode() == 0 && o.out().contains("Verified: "));
    Outcome not = askHsm("verify");
    assertThat(not.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(not.out()).startsWith("Not verified: HF-2102: No slot");
  }

  @Test
  void openWallet_hasTheOriginalsName_too() {
    peer().on("POST hsm/open", 200, HSM.formatted("true", "false", ""));

    assertThat(askHsm("open_wallet"))
        .matches(o -> o.exitCode() == 1 && o.out().contains("The vault stays closed"));
  }

  @Test
  void preRestore_throughTheVault_sendsCredentialAndPassphrase() {
    environment.put("HOLDFAST_HSM_CREDENTIAL", "1234");
    environment.put("HOLDFAST_RECOVERY_PASSPHRASE", "four words");
    peer().on("POST hsm/set-credential", 200, HSM.formatted("true", "true", ""));

    Outcome outcome = askHsm("pre-restore", "--vendor", "softhsm", "--token-label", "t");

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(peer().sent("POST hsm/set-credential"))
        .isEqualTo(
            "{\"vendor\":\"softhsm\",\"tokenLabel\":\"t\",\"credential\":\"1234\","
                + "\"recoveryPassphrase\":\"four words\"}");
    assertThat(askHsm("pre-restore").exitCode()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void withTheVaultDown_aHomeMustBeThere() throws Exception {
    Outcome verify = runIn("hsm", "verify", "--home", home.resolve("none").toString());
    assertThat(verify.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(verify.err()).contains("There is no home folder at");

    Files.createDirectories(home.resolve("empty"));
    Outcome prepare =
        runIn(
            "hsm",
            "pre-restore",
            "--vendor",
            "softhsm",
            "--home",
            home.resolve("empty").toString());
    assertThat(prepare.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(prepare.err()).contains("is no home of a vault");
  }
}
