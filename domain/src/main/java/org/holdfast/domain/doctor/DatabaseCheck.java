package org.holdfast.domain.doctor;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.node.DatabaseFacts;

/** The database: reachable, new enough, and set so that what is committed lasts. */
final class DatabaseCheck implements Check {

  private static final int LEAST_VERSION = 15_00_00;
  private static final List<String> ON = List.of("fsync", "full_page_writes");
  private static final Duration TOLERANCE = Duration.ofSeconds(5);
  private static final List<Step> LATER =
      List.of(Step.DATABASE_VERSION, Step.DATABASE_SETTINGS, Step.CLOCK_DATABASE);

  @Override
  public void run(Examination examination, Findings findings) {
    Optional<DatabaseFacts> facts;
    try {
      facts = examination.knowledge().database();
    } catch (VaultException e) {
      findings.fail(Step.DATABASE, e);
      LATER.forEach(step -> findings.skip(step, "The database does not answer"));
      return;
    }
    if (facts.isEmpty()) {
      String why = "The vault asks it: run the doctor in the console, or with --user";
      findings.skip(Step.DATABASE, why);
      LATER.forEach(step -> findings.skip(step, why));
      return;
    }
    findings.pass(Step.DATABASE, "It answers");
    judge(examination, facts.get(), findings);
  }

  private static void judge(Examination examination, DatabaseFacts facts, Findings findings) {
    String version = "PostgreSQL " + facts.version();
    if (facts.versionNumber() < LEAST_VERSION) {
      findings.fail(Step.DATABASE_VERSION, version);
    } else {
      findings.pass(Step.DATABASE_VERSION, version);
    }
    settings(facts, findings);
    Duration apart =
        Duration.between(facts.now(), examination.surroundings().clock().instant()).abs();
    String found = "%d s apart".formatted(apart.toSeconds());
    if (apart.compareTo(TOLERANCE) > 0) {
      findings.warn(Step.CLOCK_DATABASE, found);
    } else {
      findings.pass(Step.CLOCK_DATABASE, found);
    }
  }

  private static void settings(DatabaseFacts facts, Findings findings) {
    List<String> off =
        ON.stream().filter(name -> !"on".equals(facts.settings().get(name))).toList();
    String commit = facts.settings().getOrDefault("synchronous_commit", "on");
    if (!off.isEmpty() || commit.equals("off")) {
      findings.warn(
          Step.DATABASE_SETTINGS,
          "Off: "
              + String.join(", ", off)
              + (commit.equals("off") ? (off.isEmpty() ? "" : ", ") + "synchronous_commit" : ""));
    } else {
      findings.pass(
          Step.DATABASE_SETTINGS, "fsync, full_page_writes and synchronous_commit are on");
    }
  }
}
