package org.holdfast.domain.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.holdfast.domain.error.VaultException;

/** When the last good backup was made. */
final class BackupCheck implements Check {

  private static final Duration FRESH = Duration.ofDays(7);

  @Override
  public void run(Examination examination, Findings findings) {
    if (examination.isIn(Mode.NOT_INSTALLED)) {
      findings.skip(Step.BACKUP, "There is nothing to back up before post-install");
      return;
    }
    Optional<BackupFacts> known;
    try {
      known = examination.knowledge().backups();
    } catch (VaultException e) {
      findings.skip(Step.BACKUP, String.valueOf(e.getMessage()));
      return;
    }
    if (known.isEmpty()) {
      findings.skip(
          Step.BACKUP, "The vault knows it: run the doctor in the console, or with --user");
      return;
    }
    judge(known.get(), examination.surroundings().clock().instant(), findings);
  }

  static void judge(BackupFacts facts, Instant now, Findings findings) {
    VaultException problem = facts.problem();
    Instant good = facts.lastGood();
    if (problem != null) {
      findings.warn(Step.BACKUP, problem);
    } else if (good == null) {
      findings.warn(Step.BACKUP, "No backup was made yet");
    } else if (Duration.between(good, now).compareTo(FRESH) > 0) {
      findings.warn(Step.BACKUP, "The last good one was made at " + good);
    } else {
      Instant next = facts.nextDue();
      findings.pass(
          Step.BACKUP,
          "The last good one was made at "
              + good
              + (next == null ? "; none is scheduled" : "; the next is due at " + next));
    }
  }
}
