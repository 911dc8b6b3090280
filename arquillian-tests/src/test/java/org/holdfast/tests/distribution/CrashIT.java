package org.holdfast.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The process dies at each step of an operation, as by {@code kill -9}: the next start finds the
 * old or the new state, objects are readable, and no key is left unrecorded (B7).
 */
class CrashIT {

  private static final String LABEL = "holdfast";
  private static final byte[] KEY = randomKey();
  private static final TrialServer SERVER = TrialServer.fresh("crash");
  private static final Operations OPERATIONS = new Operations(SERVER);

  private static String objectId = "";

  /** Whether the operation is in force after the crash, and how many keys the token has then. */
  private record Crash(String operation, String step, boolean inForce) {
    String haltAt() {
      return operation + ":" + step;
    }
  }

  // In this order each crash leaves the state that the next one starts from.
  private static final List<Crash> ALL =
      List.of(
          new Crash("REVERSE_MIGRATE", "INTENT", false),
          new Crash("REVERSE_MIGRATE", "STAGED", false),
          new Crash("REVERSE_MIGRATE", "COMMITTED", true),
          new Crash("INITIALIZE", "CHECKED", false),
          new Crash("INITIALIZE", "INTENT", false),
          new Crash("INITIALIZE", "HSM", false),
          new Crash("INITIALIZE", "STAGED", false),
          new Crash("INITIALIZE", "COMMITTED", true),
          // The next one asks for the passphrase that stayed in force.
          new Crash("CHANGE_RECOVERY_PASSPHRASE", "STAGED", false),
          new Crash("SET_CREDENTIAL", "STAGED", false),
          new Crash("SET_CREDENTIAL", "COMMITTED", true),
          new Crash("REVERSE_MIGRATE", "MOVED", true),
          new Crash("INITIALIZE", "MOVED", true),
          new Crash("ROTATE_MASTER_KEY", "STAGED", false),
          new Crash("ROTATE_MASTER_KEY", "COMMITTED", true),
          new Crash("ROTATE_MASTER_KEY", "MOVED", true));

  /** One of each kind: undone and finished, with and without a key on the token. */
  private static final Set<String> ALWAYS =
      Set.of(
          "REVERSE_MIGRATE:COMMITTED",
          "INITIALIZE:HSM",
          "INITIALIZE:COMMITTED",
          "ROTATE_MASTER_KEY:STAGED");

  private static final List<Crash> CRASHES =
      ALL.stream()
          .filter(crash -> Thorough.isAskedFor() || ALWAYS.contains(crash.haltAt()))
          .toList();

  @BeforeAll
  static void start() {
    SERVER.withProperty("holdfast.halt-at", CRASHES.get(0).haltAt()).start();
    objectId = OPERATIONS.store("survivor", KEY);
  }

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @TestFactory
  List<DynamicTest> eachStep() {
    return IntStream.range(0, CRASHES.size())
        .mapToObj(
            i ->
                DynamicTest.dynamicTest(
                    CRASHES.get(i).haltAt(), () -> crashAndRecover(CRASHES.get(i), next(i))))
        .toList();
  }

  private static String next(int i) {
    return i + 1 < CRASHES.size() ? CRASHES.get(i + 1).haltAt() : "none";
  }

  /** The start that recovers from one crash is the start for the next one. */
  private void crashAndRecover(Crash crash, String next) {
    String before = OPERATIONS.hsm().getString("state");
    int generationBefore = OPERATIONS.generation();
    long keysBefore = SERVER.softHsm().rootKeys(LABEL, SERVER.pin());

    run(crash.operation());
    assertThat(SERVER.awaitExit()).isNotZero();
    SERVER.withProperty("holdfast.halt-at", next).start();

    assertThat(OPERATIONS.hsm().getString("state"))
        .isEqualTo(crash.inForce() ? target(crash.operation(), before) : before);
    assertThat(OPERATIONS.generation())
        .isEqualTo(
            crash.inForce() && !crash.operation().equals("SET_CREDENTIAL")
                ? generationBefore + 1
                : generationBefore);
    assertThat(OPERATIONS.material(objectId)).isEqualTo(KEY);
    assertThat(SERVER.softHsm().rootKeys(LABEL, SERVER.pin()))
        .isEqualTo(
            crash.inForce() && crash.operation().equals("INITIALIZE")
                ? keysBefore + 1
                : keysBefore);
    assertThat(SERVER.home().resolve("staging")).isEmptyDirectory();
    assertOutcomeIsAudited(crash);
  }

  private void assertOutcomeIsAudited(Crash crash) {
    if (crash.step().equals("CHECKED")) {
      return;
    }
    assertThat(OPERATIONS.newestOutcome(crash.operation()))
        .isEqualTo(crash.inForce() ? "SUCCEEDED" : "UNDONE");
  }

  private static void run(String operation) {
    try {
      switch (operation) {
        case "INITIALIZE" -> OPERATIONS.initialize(SERVER.pin(), LABEL);
        case "SET_CREDENTIAL" -> OPERATIONS.setCredential(SERVER.pin(), LABEL);
        case "REVERSE_MIGRATE" -> OPERATIONS.reverseMigrate(SERVER.pin());
        case "CHANGE_RECOVERY_PASSPHRASE" ->
            OPERATIONS.changeRecoveryPassphrase("four other words nobody guesses");
        case "ROTATE_MASTER_KEY" -> OPERATIONS.rotateMasterKey();
        default -> throw new IllegalArgumentException(operation);
      }
    } catch (UncheckedIOException e) {
      // The server died while it was asked: that is the test.
      return;
    }
    throw new AssertionError("The server answered, and should have died");
  }

  private static String target(String operation, String before) {
    return switch (operation) {
      case "REVERSE_MIGRATE" -> "PASSPHRASE_PROTECTED";
      case "INITIALIZE" -> "HSM_PROTECTED";
      default -> before;
    };
  }

  private static byte[] randomKey() {
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    return key;
  }
}
