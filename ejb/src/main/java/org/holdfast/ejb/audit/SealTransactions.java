package org.holdfast.ejb.audit;

import static jakarta.ejb.TransactionAttributeType.REQUIRES_NEW;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.holdfast.domain.audit.AuditEvent;
import org.holdfast.domain.audit.AuditTrail;
import org.holdfast.domain.audit.chain.AuditRow;
import org.holdfast.domain.audit.chain.Checkpoint;
import org.holdfast.domain.audit.chain.Seal;
import org.holdfast.domain.audit.chain.SealKind;
import org.holdfast.domain.audit.chain.SealStore;
import org.holdfast.domain.audit.chain.Tombstone;
import org.holdfast.domain.node.NodeIdentity;

/** The transactions of the audit trail's chain. */
@Stateless
@PermitAll
@TransactionAttribute(REQUIRES_NEW)
public class SealTransactions {

  /** Longer than any transaction that writes an audit record lasts. */
  private static final Duration OPEN = Duration.ofMinutes(15);

  @Inject private SealStore store;
  @Inject private AuditTrail audit;
  @Inject private NodeIdentity node;
  @Inject private Clock clock;

  /**
   * Seals the next rows.
   *
   * @param patience rows wait so long for others to share a segment with, unless it is full
   * @return the segment; empty if no row is to be sealed now
   */
  public Optional<Seal> seal(Seal.Head head, SealKind kind, Duration patience) {
    SealStore.Batch batch = store.next(node.id());
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    if (batch.rows().size() < Seal.MAX_ROWS
        && batch.rows().stream()
            .map(AuditRow::at)
            .allMatch(at -> at.isAfter(now.minus(patience)))) {
      return Optional.empty();
    }
    Seal seal =
        Seal.next(node.id(), head, batch.restored() ? SealKind.RESTORED : kind, batch.rows(), now);
    store.add(seal);
    return Optional.of(seal);
  }

  /** Looks for rows that a restore brought, if there was one; forgets numbers nobody fills. */
  public void tidy() {
    Instant now = clock.instant();
    store.adoptRestored(node.id(), now);
    store.giveUp(now.minus(OPEN));
  }

  public void add(Checkpoint checkpoint) {
    store.add(checkpoint);
  }

  /** Puts the tombstone in the place of what it names, and records so. */
  public long purge(Tombstone tombstone, AuditEvent event) {
    long rows = store.purge(tombstone);
    audit.append(event);
    return rows;
  }

  public void audit(AuditEvent event) {
    audit.append(event);
  }
}
