package org.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.holdfast.cli.failure.ExitCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code holdfast hsm}: operations of a vault on its HSMs. */
class HsmOperationTest extends CommandTest {

  private static final String CREDENTIAL = "12\"34";
  private static final String PASSPHRASE = "correct horse battery staple";
  private static final String LATER = "another four words here";

  private static final String STATUS =
      """
      {"state":"HSM_PROTECTED","enabled":%s,"up":true,"type":"A","vaultOpen":%s,
       "credentialStored":true,"askRecoveryPassphrase":%s,"rewrapRemaining":%d,
       "latestTrace":"%s.trc",
       "roots":[{"name":"hsm-1","priority":1,"vendor":"softhsm","keyNumber":1,"up":false,
         "cause":{"code":"HF-2102","title":"No slot","cure":"Look."}}]}
      """;

  @BeforeEach
  void secrets() {
    environment.put("HOLDFAST_HSM_CREDENTIAL", CREDENTIAL);
    environment.put("HOLDFAST_RECOVERY_PASSPHRASE", PASSPHRASE);
    environment.put("HOLDFAST_NEW_RECOVERY_PASSPHRASE", LATER);
  }

  private static String status(boolean enabled, int rewrap) {
    return STATUS.formatted(enabled, true, enabled, rewrap, "t1");
  }

  private static String sent(String plain, String... secrets) {
    StringBuilder json = new StringBuilder("{" + plain);
    for (String secret : secrets) {
      json.append(json.length() > 1 ? "," : "").append(secret);
    }
    return json.append('}').toString();
  }

  @Test
  void status_isShown_withWhatIsWrongWithEachRoot() {
    peer().on("GET hsm", 200, status(true, 7));

    Outcome outcome = command("hsm", "status");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out())
        .contains(
            "Re-wrapping        7 data keys left",
            "1  hsm-1  softhsm  -      1    -            NO",
            "    HF-2102: No slot. Look.");
  }

  @Test
  void initialize_sendsSecretsInTheBody_andWaitsUntilAllIsReWrapped() {
    peer()
        .on("GET hsm", 200, status(false, 0))
        .on("GET hsm", 200, status(true, 0))
        .on("POST hsm/initialize", 200, status(true, 3))
        .on("GET hsm/master-key", 200, "{\"remaining\":3,\"total\":3}")
        .on("GET hsm/master-key", 200, "{\"remaining\":1,\"total\":3,\"waitingFor\":\"the HSM\"}")
        .on("GET hsm/master-key", 200, "{\"remaining\":0,\"total\":3}");

    Outcome outcome = command("hsm", "initialize", "--vendor", "softhsm", "--token-label", "t");

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(peer().sent("POST hsm/initialize"))
        .isEqualTo(
            sent(
                "\"vendor\":\"softhsm\",\"tokenLabel\":\"t\"",
                "\"credential\":\"12\\\"34\"",
                "\"recoveryPassphrase\":\"" + PASSPHRASE + "\""));
    assertThat(outcome.out()).startsWith("The vault is in HSM mode.");
    assertThat(outcome.err())
        .contains("Re-wrapping data keys\n", "Re-wrapping data keys, waiting for the HSM\n");
    assertThat(waits).hasSize(2);
    assertThat(outcome.out() + outcome.err()).doesNotContain(CREDENTIAL, PASSPHRASE);
  }

  @Test
  void reWrappingThatStandsStill_isNotWaitedForForever() {
    peer()
        .on("GET hsm", 200, status(true, 3))
        .on("POST hsm/initialize", 200, status(true, 3))
        .on("GET hsm/master-key", 200, "{\"remaining\":3,\"total\":3}");

    Outcome outcome = command("hsm", "initialize", "--vendor", "softhsm");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.err()).contains("3 data keys are still to be re-wrapped");
    waits.clear();
    assertThat(command("hsm", "initialize", "--vendor", "softhsm", "--no-wait").exitCode())
        .isZero();
    assertThat(waits).isEmpty();
  }

  @Test
  void reWrappingThatIsPaused_isNotWaitedFor() {
    peer()
        .on("GET hsm", 200, status(true, 3))
        .on("POST hsm/initialize", 200, status(true, 3))
        .on("GET hsm/master-key", 200, "{\"remaining\":3,\"total\":3,\"paused\":true}");

    assertThat(command("hsm", "initialize", "--vendor", "softhsm").err())
        .contains("3 data keys are still to be re-wrapped", "holdfast hsm rewrap status");
    assertThat(waits).isEmpty();
  }

  @Test
  void refusedOperation_showsTheStepsOfItsTrace() throws Exception {
    Path traces = Files.createDirectories(home.resolve("log/hsm"));
    Files.writeString(traces.resolve("new.trc"), "begin\nfailed: CKR_PIN_INCORRECT\n");
    peer()
        .on("GET hsm", 200, STATUS.formatted(true, true, true, 0, "old"))
        .on("GET hsm", 200, STATUS.formatted(true, true, true, 0, "old"))
        .on("GET hsm", 200, STATUS.formatted(true, true, true, 0, "new"))
        .on("POST hsm/set-credential", 409, "{\"code\":\"HF-2104\",\"title\":\"Refused\"}");

    Outcome outcome =
        runIn(
            "hsm",
            "set-credential",
            "--vendor",
            "softhsm",
            "--home",
            home.toString(),
            "--port",
            peer().port());

    assertThat(outcome.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(outcome.err()).contains("CKR_PIN_INCORRECT", "Error: HF-2104: Refused");
  }

  @Test
  void refusalAtTheDoor_showsNoTraceOfAnother() {
    peer()
        .on("GET hsm", 200, status(true, 0))
        .on("POST hsm/close", 403, "{\"code\":\"HF-4004\",\"title\":\"Not allowed\"}");

    assertThat(command("hsm", "close", "--reason", "x", "--yes").err())
        .isEqualTo("Closing the vault …\nError: HF-4004: Not allowed\n");
  }

  @Test
  void setCredential_asksForThePassphraseInHsmModeAlone() {
    peer()
        .on("GET hsm", 200, status(false, 0))
        .on("POST hsm/set-credential", 200, status(false, 0));

    assertThat(command("hsm", "set-credential", "--vendor", "softhsm").exitCode()).isZero();

    assertThat(peer().sent("POST hsm/set-credential"))
        .isEqualTo("{\"vendor\":\"softhsm\",\"credential\":\"12\\\"34\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "hsm reverse-migrate, reverse-migrate",
    "hsm close --reason x, close",
    "hsm roots remove second, second",
    "audit purge --before 2027-01-01T00:00:00Z, purge"
  })
  void whatCannotBeTakenBack_isDoneForTheTypedWordAlone(String words, String word) {
    String[] command = words.split(" ", -1);
    peer()
        .on("GET hsm", 200, status(true, 0))
        .on("POST hsm/reverse-migrate", 200, status(false, 0))
        .on("POST hsm/close", 200, status(true, 0))
        .on("DELETE hsm/roots/second", 200, "{\"items\":[]}")
        .on("POST audit/purge", 200, "{\"rows\":3,\"segments\":1,\"more\":false}");

    Outcome nobody = command(command);
    assertThat(nobody.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(nobody.err()).contains("give --yes");
    typed.add("yes");
    assertThat(command(command).exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(peer().wasChanged()).isFalse();

    typed.add(word);
    assertThat(command(command)).matches(outcome -> outcome.exitCode() == 0, "done");
    assertThat(peer().wasChanged()).isTrue();
  }

  @Test
  void reverseMigrate_sendsAllThreeSecrets() {
    peer()
        .on("GET hsm", 200, status(true, 0))
        .on("POST hsm/reverse-migrate", 200, status(false, 0));

    assertThat(command("hsm", "reverse-migrate", "--root", "hsm-1", "--yes").exitCode()).isZero();

    assertThat(peer().sent("POST hsm/reverse-migrate"))
        .isEqualTo(
            sent(
                "\"root\":\"hsm-1\"",
                "\"credential\":\"12\\\"34\"",
                "\"oldRecoveryPassphrase\":\"" + PASSPHRASE + "\"",
                "\"newRecoveryPassphrase\":\"" + LATER + "\""));
  }

  @Test
  void newPassphrase_isTypedTwice_andAlike() {
    environment.remove("HOLDFAST_NEW_RECOVERY_PASSPHRASE");
    peer()
        .on("GET hsm", 200, status(true, 0))
        .on("POST hsm/recovery-passphrase", 200, status(true, 0));
    typed.addAll(List.of(LATER, LATER + "x"));

    Outcome unlike = command("hsm", "change-passphrase");
    assertThat(unlike.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(unlike.err()).contains("typed in two ways").doesNotContain(LATER);
    assertThat(peer().wasChanged()).isFalse();

    typed.addAll(List.of(LATER, LATER));
    assertThat(command("hsm", "change-passphrase").exitCode()).isZero();
    assertThat(prompts)
        .endsWith("New recovery passphrase", "New recovery passphrase, again")
        .hasSize(4);
    assertThat(peer().sent("POST hsm/recovery-passphrase")).contains(PASSPHRASE, LATER);
  }

  @Test
  void open_asksForThePassphraseInPassphraseModeAlone() {
    peer()
        .on("GET hsm", 200, STATUS.formatted(true, false, true, 0, "t"))
        .on("GET hsm", 200, STATUS.formatted(false, false, false, 0, "t"))
        .on("POST hsm/open", 200, STATUS.formatted(true, true, true, 0, "t"))
        .on("POST hsm/open", 200, STATUS.formatted(false, false, false, 0, "t"));

    assertThat(command("hsm", "open").exitCode()).isZero();
    assertThat(peer().sent("POST hsm/open")).isEqualTo("{}");

    Outcome closed = command("hsm", "open");
    assertThat(closed.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(closed.out()).startsWith("The vault stays closed.");
    assertThat(peer().sent("POST hsm/open"))
        .isEqualTo("{\"recoveryPassphrase\":\"" + PASSPHRASE + "\"}");
  }

  @Test
  void checkCredential_thatIsRefused_hasTheExitCodeOfFindings() {
    String check = "{\"reading\":{\"words\":\"a PIN\"},\"problems\":[%s],\"warnings\":[]}";
    peer()
        .on("POST hsm/credential/check", 200, check.formatted(""))
        .on(
            "POST hsm/credential/check",
            200,
            check.formatted("{\"text\":\"It is short.\",\"cure\":\"Take a longer one.\"}"));

    assertThat(command("hsm", "check-credential", "--vendor", "softhsm"))
        .isEqualTo(new Outcome(0, "a PIN\n", ""));
    assertThat(command("hsm", "check-credential", "--vendor", "softhsm"))
        .isEqualTo(
            new Outcome(
                ExitCode.FOUND, "a PIN\n    REFUSED: It is short. Take a longer one.\n", ""));
  }

  @Test
  void checkCredential_thatTakesAnOption_namesIt_andIsNotGood() {
    peer()
        .on(
            "POST hsm/credential/check",
            200,
            "{\"reading\":{\"words\":\"module passphrase\"},\"needsConfirmation\":true}");

    Outcome outcome = command("hsm", "check-credential", "--vendor", "entrust");

    assertThat(outcome.exitCode()).isEqualTo(ExitCode.FOUND);
    assertThat(outcome.out()).contains("REFUSED unless --allow-module-protection");
  }

  @Test
  void vendors_areToldInFull() {
    peer()
        .on(
            "GET hsm/vendors",
            200,
            """
            {"vendors":[{"id":"luna-cloud","name":"Thales Luna Cloud HSM","libraryThere":false,
            "credential":{"name":"Crypto Officer password"},"tokenLabel":{"name":"Partition label"}}]}
            """);

    assertThat(command("hsm", "vendors").out())
        .isEqualTo(
            """
            ID          NAME                   LIBRARY
            luna-cloud  Thales Luna Cloud HSM  missing
                credential: Crypto Officer password; token label: Partition label
            """);
  }

  @Test
  void roots_areAddedChangedAndRotated() {
    String roots = "{\"items\":[{\"name\":\"a b\",\"priority\":1,\"up\":true}]}";
    peer()
        .on("GET hsm", 200, status(true, 0))
        .on("GET hsm/roots", 200, roots)
        .on("POST hsm/roots", 200, roots)
        .on("PATCH hsm/roots/a%20b", 200, roots)
        .on("POST hsm/roots/a%20b/rotate", 200, roots);

    assertThat(command("hsm", "roots", "list", "--json").out()).isEqualTo(roots + "\n");
    assertThat(command("hsm", "roots", "add", "a b", "--vendor", "softhsm").exitCode()).isZero();
    assertThat(peer().sent("POST hsm/roots"))
        .startsWith("{\"vendor\":\"softhsm\",\"name\":\"a b\"");
    assertThat(command("hsm", "roots", "set", "a b", "--priority", "2").exitCode()).isZero();
    assertThat(peer().sent("PATCH hsm/roots/a%20b")).isEqualTo("{\"priority\":2}");
    assertThat(command("hsm", "roots", "set", "a b").exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(command("hsm", "roots", "rotate", "a b").exitCode()).isZero();
    assertThat(peer().sent("POST hsm/roots/a%20b/rotate"))
        .isEqualTo("{\"recoveryPassphrase\":\"" + PASSPHRASE + "\"}");
  }
}
