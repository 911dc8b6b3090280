package org.holdfast.cli.drill;

import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.holdfast.cli.context.Context;
import org.holdfast.cli.failure.CommandFailure;
import org.holdfast.cli.output.Fields;
import org.holdfast.cli.vault.Answer;
import org.jspecify.annotations.Nullable;

/** One performance of a scenario: the means to make it happen, to watch, and to note. */
final class Stage {

  /** Longer than anything takes that comes at all. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration LOOK = Duration.ofMillis(50);

  /** So much longer than without a fault may take what has nothing to do with the HSM. */
  private static final int SLOWER = 5;

  /** At least. */
  private static final Duration PROMPT = Duration.ofMillis(2500);

  private final Scenario scenario;
  private final Context context;
  private final ScratchServer server;
  private final ScratchVault vault;
  private final Injector injector;
  private final List<String> notes = new ArrayList<>();
  private final long loginsBefore;
  private final Clock clock;
  private long pid;
  private @Nullable Duration recovery;

  /** What does not need the HSM may take that long. */
  private Duration prompt = PROMPT;

  Stage(
      Scenario scenario,
      Context context,
      ScratchServer server,
      ScratchVault vault,
      Injector injector) {
    this.scenario = scenario;
    this.context = context;
    this.server = server;
    this.vault = vault;
    this.injector = injector;
    this.clock = context.clock();
    this.pid = server.pid();
    this.loginsBefore = injector.begun(pid, "C_Login");
  }

  /** Plays it, and judges what every scenario has in common. */
  Score perform() {
    List<String> problems = new ArrayList<>();
    try {
      scenario.act().play(this);
      judge(problems);
    } catch (Deviation | CommandFailure e) {
      problems.add(String.valueOf(e.getMessage()));
      mend();
    }
    return new Score(
        scenario,
        String.join("; ", notes),
        problems.isEmpty() ? recovery : null,
        logins(),
        problems);
  }

  /** What went wrong here must not be what goes wrong in the next scenario. */
  private void mend() {
    injector.lift();
    try {
      if (server.isRunning()
          && "HSM_PROTECTED".equals(Fields.text(vault.hsm(), "state"))
          && !eventually(() -> vault.isMaterial(vault.readHeld()))) {
        vault.setCredential();
        eventually(() -> vault.isMaterial(vault.readHeld()));
      }
    } catch (CommandFailure e) {
      note("cannot be mended: " + e.text());
    }
  }

  private void judge(List<String> problems) {
    if (server.pid() != pid) {
      problems.add("the virtual machine is another one now");
    }
    if (logins() > scenario.logins()) {
      problems.add(
          "C_Login was sent %d times, and %d were to be expected"
              .formatted(logins(), scenario.logins()));
    }
    if (!eventually(() -> injector.inFlight(pid) == 0)) {
      problems.add(injector.inFlight(pid) + " calls into the library have not returned");
    }
    if (!eventually(() -> server.threadsInCalls() <= 0)) {
      problems.add(server.threadsInCalls() + " threads are stuck");
    }
  }

  ScratchVault vault() {
    return vault;
  }

  ScratchServer server() {
    return server;
  }

  /**
   * Puts the scenario's faults in force. A machine that is slow without any is given more time with
   * them.
   */
  void inject() {
    Instant begin = clock.instant();
    vault.status();
    vault.hsm();
    Duration usual = Duration.between(begin, clock.instant()).multipliedBy(SLOWER);
    prompt = usual.compareTo(PROMPT) > 0 ? usual : PROMPT;
    injector.inject(scenario.name());
  }

  /** What happened, for the scorecard. */
  void note(String text) {
    notes.add(text);
  }

  /**
   * Goes on only if that is so.
   *
   * @throws Deviation if not
   */
  void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new Deviation(otherwise);
    }
  }

  /** Calls of a function that have begun in the process that runs now. */
  long begun(String function) {
    return injector.begun(pid, function);
  }

  /** Logins since the scenario began. */
  long logins() {
    return injector.begun(pid, "C_Login") - loginsBefore;
  }

  /** Reads the key that needs the HSM, which is to work. */
  void requireHeldReadable() {
    Answer read = vault.readHeld();
    require(vault.isMaterial(read), "a key held by the HSM was not read: " + said(read));
  }

  /** Reads the key that needs the HSM, which is to be refused with a code. */
  void requireHeldRefused(String code) {
    Instant begin = clock.instant();
    Answer read = vault.readHeld();
    Duration took = Duration.between(begin, clock.instant());
    require(
        read.isUnavailable() && code.equals(Fields.text(read.body(), "code")),
        "a key held by the HSM was to be refused with 503 " + code + ", and was: " + said(read));
    require(
        took.compareTo(ScratchServer.DEADLINE.plus(prompt)) < 0,
        "the refusal took " + took.toMillis() + " ms");
    note("keys held by the HSM " + code);
  }

  /** The console's data and the reads of an open vault go on, and at once. */
  void requireRestGoesOn() {
    Instant begin = clock.instant();
    Answer status = vault.status();
    Answer read = vault.readPlain();
    JsonObject hsm = vault.hsm();
    Duration took = Duration.between(begin, clock.instant());
    require(status.isOk(), "the status was not to be had: " + said(status));
    require(vault.isMaterial(read), "a key of the open vault was not read: " + said(read));
    require(Fields.isTrue(hsm, "vaultOpen"), "the vault closed");
    require(
        took.compareTo(prompt) < 0, "what does not need the HSM took " + took.toMillis() + " ms");
  }

  /** Waits for the red arrow with that cause. */
  void awaitRed(String code) {
    require(
        eventually(() -> code.equals(redBecause())),
        "the arrow did not go red with " + code + ", but: " + redBecause());
    note("red arrow " + code);
  }

  private String redBecause() {
    JsonObject hsm = vault.hsm();
    return Fields.isTrue(hsm, "up") ? "green" : Fields.text(Fields.object(hsm, "cause"), "code");
  }

  /** Waits until the HSM was checked that many times more, whatever came of it. */
  void awaitChecks(int times) {
    for (int i = 0; i < times; i++) {
      String before = Fields.text(vault.hsm(), "checked");
      require(
          eventually(() -> !before.equals(Fields.text(vault.hsm(), "checked"))),
          "the HSM is not checked any more");
    }
  }

  /** Ends the fault, and waits until all is well by itself. */
  void lift() {
    injector.lift();
    awaitWell(clock.instant());
  }

  /** Ends the fault; something has to be done before all is well. */
  void liftOnly() {
    injector.lift();
  }

  /** Waits until both keys are read and the arrow is green. */
  void awaitWell(Instant since) {
    require(
        eventually(() -> vault.isMaterial(vault.readHeld())),
        "keys held by the HSM are not readable again");
    require(eventually(() -> "green".equals(redBecause())), "the arrow stays red: " + redBecause());
    require(vault.isMaterial(vault.readPlain()), "a stored key is lost");
    require(
        "HSM_PROTECTED".equals(Fields.text(vault.hsm(), "state")),
        "the state is " + Fields.text(vault.hsm(), "state"));
    recovery = Duration.between(since, clock.instant());
  }

  /** For scenarios with an end of their own. */
  void recovered(Instant since) {
    recovery = Duration.between(since, clock.instant());
  }

  Instant now() {
    return clock.instant();
  }

  /** The process is another one, and that is right. */
  void restarted() {
    pid = server.pid();
  }

  /** Whether it comes true in good time. */
  boolean eventually(BooleanSupplier condition) {
    Instant end = clock.instant().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      if (clock.instant().isAfter(end)) {
        return false;
      }
      context.pass(LOOK);
    }
    return true;
  }

  /** An answer in a few words. */
  static String said(Answer answer) {
    String problem = Answer.problem(answer.body());
    return answer.status() + (problem.isEmpty() ? "" : " " + problem);
  }
}
