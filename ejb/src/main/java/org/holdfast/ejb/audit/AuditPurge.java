package org.holdfast.ejb.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.holdfast.domain.audit.AuditEvent;
import org.holdfast.domain.audit.AuditOperation;
import org.holdfast.domain.audit.chain.AuditChain;
import org.holdfast.domain.audit.chain.ChainReport;
import org.holdfast.domain.audit.chain.ChainVerifier;
import org.holdfast.domain.audit.chain.Prover;
import org.holdfast.domain.audit.chain.Seal;
import org.holdfast.domain.audit.chain.Tombstone;
import org.holdfast.domain.audit.chain.VerifyProgress;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.identifier.Uuid7;

/** Purges segments of all chains, some at a time, each time with a tombstone. */
@ApplicationScoped
class AuditPurge {

  /** Segments under one tombstone, and in one transaction. */
  private static final int AT_ONCE = 50;

  /** Tombstones that one call makes: a million rows are some tens of seconds. */
  private static final int MOST = 20;

  @Inject private AuditChain chain;
  @Inject private Prover prover;
  @Inject private SealTransactions transactions;
  @Inject private SecureRandom random;
  @Inject private Clock clock;

  PurgeAudit.Purged run(Instant before, String by) {
    long rows = 0;
    long segments = 0;
    int tombstones = 0;
    for (UUID node : chain.nodes()) {
      List<Seal> old = old(node, before);
      while (!old.isEmpty() && tombstones < MOST) {
        rows += purge(node, old, before, by);
        segments += old.size();
        tombstones++;
        old = old(node, before);
      }
    }
    if (tombstones == 0) {
      throw new VaultException(ErrorCode.AUDIT_PURGE_NOTHING);
    }
    AuditMessages.LOG.purged(rows, before.toString(), by);
    return new PurgeAudit.Purged(rows, segments, tombstones == MOST);
  }

  /** The first segments of a chain whose rows are all older than that. */
  private List<Seal> old(UUID node, Instant before) {
    long newest = chain.head(node).map(Seal::position).orElse(0L);
    List<Seal> old = new ArrayList<>();
    for (Seal seal : chain.seals(node, 1, AT_ONCE)) {
      boolean follows = old.isEmpty() || old.get(old.size() - 1).position() + 1 == seal.position();
      if (!follows || seal.position() == newest || !seal.lastAt().isBefore(before)) {
        break;
      }
      old.add(seal);
    }
    return old;
  }

  private long purge(UUID node, List<Seal> old, Instant before, String by) {
    Seal first = old.get(0);
    Seal last = old.get(old.size() - 1);
    requireProved(node, first.position(), last.position());
    Tombstone tombstone =
        Tombstone.of(
            Uuid7.next(random),
            new Tombstone.Removed(
                node,
                first.position(),
                last.position(),
                old.stream().mapToLong(seal -> seal.sequences().size()).sum(),
                old.stream().map(Seal::firstAt).min(Comparator.naturalOrder()).orElseThrow(),
                old.stream().map(Seal::lastAt).max(Comparator.naturalOrder()).orElseThrow(),
                first.previous(),
                last.hash(),
                by,
                clock.instant().truncatedTo(ChronoUnit.MICROS)),
            prover);
    return transactions.purge(
        tombstone,
        AuditEvent.succeeded(
            by,
            AuditOperation.PURGE_AUDIT,
            null,
            "before %s: %d records, positions %d to %d of node %s"
                .formatted(
                    before, tombstone.removed().rows(), first.position(), last.position(), node)));
  }

  /** What was tampered with is evidence, and is not to be purged. */
  private void requireProved(UUID node, long from, long to) {
    ChainReport report =
        new ChainVerifier(chain, prover, clock)
            .verifySegments(node, from, to, new VerifyProgress());
    if (!report.good()) {
      throw new VaultException(ErrorCode.AUDIT_PURGE_UNPROVED, Verifications.describe(report));
    }
  }
}
