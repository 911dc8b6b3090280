package org.holdfast.cli.drill;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.holdfast.cli.context.Context;
import org.holdfast.cli.failure.CommandFailure;
import org.holdfast.cli.vault.Answer;

/** All scenarios against one scratch vault. */
final class Drill {

  /** A server that waits for its HSM would take longer. */
  private static final Duration PROMPT_STOP = Duration.ofSeconds(30);

  private static final Scenario STOP =
      new Scenario("hang-at-stop", "the server stops while its HSM hangs", 1, stage -> {});

  private final Context context;
  private final DrillTarget target;
  private final Path scenarios;
  private final ScratchServer server;
  private final Set<String> only;
  private final List<Score> scores = new ArrayList<>();

  /**
   * A drill on a server that is not started yet.
   *
   * @param scenarios folder of the shipped ones
   * @param only names of those to play; empty for all
   */
  Drill(
      Context context, DrillTarget target, Path scenarios, ScratchServer server, Set<String> only) {
    this.only = Set.copyOf(only);
    this.context = context;
    this.target = target;
    this.scenarios = scenarios;
    this.server = server;
  }

  /** Plays them and stops the server; in the order they were played. */
  List<Score> run() {
    Injector injector = new Injector(server.scenario(), scenarios);
    try {
      server.start();
      try (ScratchVault vault = new ScratchVault(server, target)) {
        vault.install();
        for (Scenario scenario : Scenarios.ofInitialize()) {
          play(scenario, vault, injector);
        }
        requireReady(vault);
        for (Scenario scenario : Scenarios.inHsmMode()) {
          play(scenario, vault, injector);
        }
        stopWhileHanging(vault, injector);
      }
      return List.copyOf(scores);
    } finally {
      injector.lift();
      server.stop();
    }
  }

  /** Names of all scenarios, in the order they are played. */
  static List<String> names() {
    return Stream.of(Scenarios.ofInitialize(), Scenarios.inHsmMode(), List.of(STOP))
        .flatMap(List::stream)
        .map(Scenario::name)
        .toList();
  }

  private boolean isWanted(Scenario scenario) {
    return only.isEmpty() || only.contains(scenario.name());
  }

  private void play(Scenario scenario, ScratchVault vault, Injector injector) {
    if (!isWanted(scenario)) {
      return;
    }
    context.output().remark(scenario.name() + " …");
    scores.add(new Stage(scenario, context, server, vault, injector).perform());
  }

  /** After a failure of the first scenarios the others need a vault in HSM mode all the same. */
  private void requireReady(ScratchVault vault) {
    if (!server.isRunning()) {
      server.start();
    }
    if (vault.isMaterial(vault.readHeld())) {
      return;
    }
    if (!"HSM_PROTECTED".equals(vault.hsm().getString("state", ""))) {
      Answer answer = vault.initialize();
      if (!answer.isOk()) {
        CommandFailure failure = answer.failure();
        throw failure;
      }
    }
    vault.store();
  }

  private void stopWhileHanging(ScratchVault vault, Injector injector) {
    if (!isWanted(STOP)) {
      return;
    }
    context.output().remark(STOP.name() + " …");
    List<String> problems = new ArrayList<>();
    injector.inject("hang");
    try {
      Answer read = vault.readHeld();
      if (!read.isUnavailable()) {
        problems.add("a read was answered: " + Stage.said(read));
      }
    } catch (CommandFailure e) {
      problems.add(e.text());
    }
    Instant begin = context.clock().instant();
    Duration took = server.stop();
    if (took.compareTo(PROMPT_STOP) > 0) {
      problems.add("it took " + took.toSeconds() + " s");
    }
    scores.add(
        new Score(
            STOP,
            "stopped",
            problems.isEmpty() ? Duration.between(begin, context.clock().instant()) : null,
            0,
            problems));
  }
}
