package org.holdfast.ejb.audit;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.audit.chain.AuditChain;
import org.holdfast.domain.audit.chain.Checkpoint;
import org.holdfast.domain.audit.chain.Seal;
import org.holdfast.domain.node.NodeIdentity;

/** Shows how far the audit trail is sealed. */
@Stateless
@RolesAllowed({Role.Names.AUDIT_MANAGER, Role.Names.SYSTEM_ADMINISTRATOR})
public class SeeChain {

  @Inject private AuditChain chain;
  @Inject private AuditSealer sealer;
  @Inject private AuditHealth health;
  @Inject private NodeIdentity node;

  /** This node's chain as it is now. */
  public ChainView see() {
    UUID self = node.id();
    Optional<Seal> head = chain.head(self);
    Optional<Checkpoint> checkpoint = chain.checkpoints(self, 1).stream().findFirst();
    AuditChain.Waiting waiting = chain.waiting(self, ChainView.MOST_WAITING);
    return new ChainView(
        self,
        head.map(Seal::position).orElse(0L),
        head.map(seal -> seal.hash().toHex()).orElse(null),
        head.map(Seal::madeAt).orElse(null),
        head.flatMap(seal -> seal.sequences().stream().max(Comparator.naturalOrder())).orElse(null),
        waiting.rows(),
        waiting.oldest(),
        checkpoint.map(Checkpoint::position).orElse(0L),
        checkpoint.map(Checkpoint::madeAt).orElse(null),
        sealer.noCheckpoint(),
        health.finding().orElse(null));
  }
}
