package org.holdfast.domain.audit.chain;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Gathers what a verification finds, in bounded memory. For use by one thread. */
final class ReportBuilder {

  private final List<Finding> findings = new ArrayList<>();
  private final List<ChainReport.Chain> chains = new ArrayList<>();
  private final List<ChainReport.CheckedCheckpoint> checkpoints = new ArrayList<>();
  private final List<ChainReport.CheckedTombstone> tombstones = new ArrayList<>();
  private long findingsTotal;
  private long segments;
  private long rows;
  private long caughtUpRows;
  private Duration longestWait = Duration.ZERO;
  private long restoredRows;

  void found(Finding finding) {
    findingsTotal++;
    if (findings.size() < ChainReport.MAX_FINDINGS) {
      findings.add(finding);
    }
  }

  void counted(Seal seal) {
    segments++;
    rows += seal.sequences().size();
    if (seal.kind() == SealKind.RESTORED) {
      restoredRows += seal.sequences().size();
    } else if (seal.kind() == SealKind.CAUGHT_UP) {
      caughtUpRows += seal.sequences().size();
      Duration wait = Duration.between(seal.firstAt(), seal.madeAt());
      longestWait = wait.compareTo(longestWait) > 0 ? wait : longestWait;
    }
  }

  void checked(ChainReport.Chain chain) {
    chains.add(chain);
  }

  void checked(ChainReport.CheckedCheckpoint checkpoint) {
    checkpoints.add(checkpoint);
  }

  void checked(ChainReport.CheckedTombstone tombstone) {
    tombstones.add(tombstone);
  }

  ChainReport build() {
    return new ChainReport(
        segments,
        rows,
        findings,
        findingsTotal,
        chains,
        checkpoints,
        tombstones,
        caughtUpRows,
        longestWait,
        restoredRows);
  }
}
