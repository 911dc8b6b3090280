package org.holdfast.cli.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.holdfast.cli.failure.CommandFailure;
import org.holdfast.cli.output.Fields;
import org.holdfast.cli.vault.Answer;

/**
 * What the drill plays: one scenario for each way in which the resource adapter may take a return
 * value, and what users of vaults suffered from their HSMs (S80 to S85, B2, B3, B7, B14).
 */
final class Scenarios {

  private static final String DEVICE_FAILED = "HF-2110";
  private static final String SLOT_NOT_FOUND = "HF-2102";
  private static final String REFUSED_BEFORE = "HF-2105";
  private static final String DUPLICATE = "HF-2112";
  private static final String TIMED_OUT = "HF-2141";
  private static final int SEVERAL_CHECKS = 3;
  private static final Duration CRASH = Duration.ofSeconds(30);

  private Scenarios() {}

  /** Those before the vault is in HSM mode; after them it is. */
  static List<Scenario> ofInitialize() {
    return List.of(
        new Scenario(
            "key-generation-fails",
            "Initialize is undone; the key that was made all the same is destroyed",
            2,
            Scenarios::keyGenerationFails),
        new Scenario(
            "crash-in-initialize",
            "the process is killed while the key is made; it comes back in the old state",
            1,
            Scenarios::crashInInitialize));
  }

  /** Those in HSM mode. */
  static List<Scenario> inHsmMode() {
    return List.of(
        new Scenario(
            "caller",
            "CALLER: one call refused with a code, nothing else touched",
            0,
            stage -> oneRefusal(stage, "HF-2117")),
        new Scenario(
            "device-error",
            "DROP_SESSION: one failed call is made good, or refused with a code; the next works",
            0,
            Scenarios::deviceError),
        new Scenario(
            "login-lost",
            "RELOGIN: logged in again once, the call repeated, nobody notices",
            1,
            Scenarios::unnoticed),
        new Scenario(
            "device-removed",
            "REINITIALIZE: library initialized again, logged in once, nobody notices",
            1,
            Scenarios::unnoticed),
        new Scenario(
            "host-memory",
            "FATAL: refused with a code as long as it lasts, works again without a restart",
            0,
            Scenarios::lasting),
        new Scenario(
            "connection-blip",
            "all calls fail for a moment; works again by itself",
            2,
            Scenarios::blip),
        new Scenario(
            "sessions-dropped",
            "all sessions invalid; works again by itself after one login",
            1,
            Scenarios::blip),
        new Scenario(
            "token-removed",
            "red arrow " + SLOT_NOT_FOUND + ", reads go on; green by itself when the token is back",
            1,
            stage -> away(stage, SLOT_NOT_FOUND)),
        new Scenario("slots-renumbered", "the token is found in its new slot", 1, Scenarios::blip),
        new Scenario(
            "duplicate-key",
            "red arrow " + DUPLICATE + " (S81), reads go on; green when it is alone again",
            0,
            Scenarios::duplicate),
        new Scenario("slow", "everything works, only slower", 0, Scenarios::slow),
        new Scenario(
            "hang",
            "answered with " + TIMED_OUT + ", console and reads go on; no thread stays stuck",
            1,
            Scenarios::hang),
        new Scenario(
            "hang-in-login",
            "one login waits, no other is sent; green by itself when it returns",
            2,
            Scenarios::hangInLogin),
        new Scenario(
            "pin-refused",
            "sent once, then refused here (B3) until Set Credential",
            2,
            Scenarios::refused),
        new Scenario(
            "pin-locked",
            "sent once, then refused here (B3) until Set Credential",
            2,
            Scenarios::refused));
  }

  private static void keyGenerationFails(Stage stage) {
    stage.inject();
    Answer answer = stage.vault().initialize();
    stage.note("Initialize " + Fields.text(answer.body(), "code"));
    stage.require(
        answer.isUnavailable() && DEVICE_FAILED.equals(Fields.text(answer.body(), "code")),
        "Initialize was to fail with " + DEVICE_FAILED + ", and did: " + Stage.said(answer));
    stage.require(stage.begun("C_GenerateKey") == 1, "the key was not made once");
    stage.require(stage.begun("C_DestroyObject") > 0, "the key that was made is still there");
    String state = Fields.text(stage.vault().hsm(), "state");
    stage.require("PASSPHRASE_PROTECTED".equals(state), "the state is " + state);
    stage.note("key destroyed, state " + state);
    stage.liftOnly();
    stage.recovered(stage.now());
  }

  private static void crashInInitialize(Stage stage) {
    stage.inject();
    try {
      Answer answer = stage.vault().initialize();
      throw new Deviation("Initialize was answered: " + Stage.said(answer));
    } catch (CommandFailure e) {
      stage.note("process killed");
    }
    stage.require(stage.server().awaitEnd(CRASH), "the launcher did not notice");
    stage.liftOnly();
    Instant begin = stage.now();
    stage.server().start();
    stage.restarted();
    stage.require(
        stage.eventually(
            () -> "PASSPHRASE_PROTECTED".equals(Fields.text(stage.vault().hsm(), "state"))),
        "the state is " + Fields.text(stage.vault().hsm(), "state"));
    stage.note("came back in the old state, open");
    Answer again = stage.vault().initialize();
    stage.require(again.isOk(), "Initialize does not work after it: " + Stage.said(again));
    stage.vault().store();
    stage.requireHeldReadable();
    stage.note("Initialize done then");
    stage.recovered(begin);
  }

  private static void oneRefusal(Stage stage, String code) {
    stage.inject();
    Answer read = stage.vault().readHeld();
    stage.require(
        code.equals(Fields.text(read.body(), "code")),
        "a read was to be refused with " + code + ", and was: " + Stage.said(read));
    stage.note("one read " + code);
    stage.lift();
  }

  private static void deviceError(Stage stage) {
    stage.inject();
    Answer read = stage.vault().readHeld();
    String code = Fields.text(read.body(), "code");
    stage.require(
        stage.vault().isMaterial(read) || DEVICE_FAILED.equals(code),
        "a read was answered: " + Stage.said(read));
    stage.note(read.isOk() ? "the call was repeated" : "one read " + code);
    stage.requireHeldReadable();
    stage.lift();
  }

  private static void unnoticed(Stage stage) {
    stage.inject();
    stage.requireHeldReadable();
    stage.note("the read was answered as ever");
    stage.lift();
  }

  private static void lasting(Stage stage) {
    stage.inject();
    stage.requireHeldRefused(DEVICE_FAILED);
    stage.requireRestGoesOn();
    stage.lift();
  }

  private static void blip(Stage stage) {
    stage.inject();
    Answer read = stage.vault().readHeld();
    stage.require(
        stage.vault().isMaterial(read) || read.isUnavailable(),
        "a read was answered: " + Stage.said(read));
    stage.note(
        read.isOk()
            ? "the read was answered as ever"
            : "one read " + Fields.text(read.body(), "code"));
    Instant begin = stage.now();
    stage.requireRestGoesOn();
    stage.awaitWell(begin);
    stage.liftOnly();
  }

  private static void away(Stage stage, String code) {
    stage.inject();
    stage.awaitRed(code);
    stage.requireHeldRefused(code);
    stage.requireRestGoesOn();
    stage.lift();
  }

  private static void duplicate(Stage stage) {
    stage.inject();
    stage.awaitRed(DUPLICATE);
    stage.requireRestGoesOn();
    stage.lift();
  }

  private static void slow(Stage stage) {
    stage.inject();
    Instant begin = stage.now();
    stage.requireHeldReadable();
    stage.note("a read took %d ms".formatted(Duration.between(begin, stage.now()).toMillis()));
    stage.requireRestGoesOn();
    stage.lift();
  }

  private static void hang(Stage stage) {
    stage.inject();
    stage.requireHeldRefused(TIMED_OUT);
    stage.awaitRed(TIMED_OUT);
    stage.awaitChecks(SEVERAL_CHECKS);
    stage.requireHeldRefused(TIMED_OUT);
    stage.requireRestGoesOn();
    stage.lift();
  }

  private static void hangInLogin(Stage stage) {
    stage.inject();
    stage.vault().readHeld();
    stage.awaitRed(TIMED_OUT);
    stage.awaitChecks(SEVERAL_CHECKS);
    stage.require(stage.logins() == 1, "C_Login was sent " + stage.logins() + " times");
    stage.note("one login under way");
    stage.requireRestGoesOn();
    stage.lift();
  }

  private static void refused(Stage stage) {
    stage.inject();
    stage.vault().readHeld();
    stage.awaitRed(REFUSED_BEFORE);
    stage.awaitChecks(SEVERAL_CHECKS);
    stage.require(
        stage.logins() == 1, "the credential was sent " + stage.logins() + " times, not once");
    stage.note("sent once");
    stage.requireRestGoesOn();
    stage.liftOnly();
    stage.awaitChecks(1);
    stage.require(stage.logins() == 1, "the credential was sent again");
    Instant begin = stage.now();
    Answer set = stage.vault().setCredential();
    stage.require(set.isOk(), "Set Credential: " + Stage.said(set));
    stage.note("Set Credential done");
    stage.awaitWell(begin);
  }
}
