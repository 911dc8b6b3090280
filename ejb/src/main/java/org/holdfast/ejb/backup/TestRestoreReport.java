package org.holdfast.ejb.backup;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.holdfast.domain.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * What came of a test restore.
 *
 * @param steps in their order; the last one has failed if the test restore has
 */
public record TestRestoreReport(
    BackupFacts backup, Instant started, Instant finished, List<Step> steps) {

  /**
   * One step.
   *
   * @param outcome in words
   * @param error null if it succeeded
   */
  public record Step(String name, Duration took, String outcome, @Nullable ErrorCode error) {}

  public TestRestoreReport {
    steps = List.copyOf(steps);
  }

  public boolean succeeded() {
    return error() == null;
  }

  /** Why it failed; null if it succeeded. */
  public @Nullable ErrorCode error() {
    return steps.stream()
        .map(Step::error)
        .filter(java.util.Objects::nonNull)
        .findFirst()
        .orElse(null);
  }
}
