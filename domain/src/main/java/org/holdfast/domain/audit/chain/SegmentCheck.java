package org.holdfast.domain.audit.chain;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.holdfast.domain.audit.chain.Finding.Kind;
import org.holdfast.domain.secret.Bytes;
import org.jspecify.annotations.Nullable;

/** Checks the rows of one segment against their digests. */
final class SegmentCheck {

  /**
   * How old a row may be when a sealer that keeps up seals it. No transaction lasts as long; a
   * clock that is set by more makes rows look as if they were late.
   */
  static final Duration LATEST = Duration.ofMinutes(10);

  private final AuditChain chain;
  private final ReportBuilder report;

  SegmentCheck(AuditChain chain, ReportBuilder report) {
    this.chain = chain;
    this.report = report;
  }

  void check(Seal seal) {
    if (!seal.isWellFormed()) {
      found(Kind.CHAIN_BROKEN, seal, null, seal.madeAt(), "digests and rows differ in number");
      return;
    }
    Map<Long, AuditRow> rows = new HashMap<>();
    chain.rows(seal.recordNode(), seal.sequences()).forEach(row -> rows.put(row.sequence(), row));
    List<Bytes> digests = seal.digestList();
    for (int i = 0; i < digests.size(); i++) {
      long sequence = seal.sequences().get(i);
      check(seal, sequence, rows.get(sequence), digests.get(i));
    }
  }

  private void check(Seal seal, long sequence, @Nullable AuditRow row, Bytes digest) {
    if (row == null) {
      found(
          Kind.MISSING,
          seal,
          sequence,
          null,
          "the row was sealed and is gone; it was made between %s and %s"
              .formatted(seal.firstAt(), seal.lastAt()));
    } else if (!row.digest().equals(digest)) {
      found(Kind.CHANGED, seal, sequence, row.at(), "the row is not what was sealed");
    } else if (seal.kind() == SealKind.LIVE && row.at().isBefore(seal.madeAt().minus(LATEST))) {
      found(
          Kind.INSERTED_LATE,
          seal,
          sequence,
          row.at(),
          "the row came to the trail about " + seal.madeAt() + ", long after its own time");
    }
  }

  private void found(
      Kind kind, Seal seal, @Nullable Long sequence, @Nullable Instant at, String detail) {
    report.found(new Finding(kind, seal.recordNode(), sequence, seal.position(), at, detail));
  }
}
