package org.holdfast.ejb.syslog;

import static jakarta.ejb.TransactionAttributeType.REQUIRES_NEW;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.holdfast.domain.audit.AuditEvent;
import org.holdfast.domain.audit.AuditTrail;
import org.holdfast.domain.audit.chain.AuditChain;
import org.holdfast.domain.audit.chain.AuditRow;
import org.holdfast.domain.audit.chain.Seal;
import org.holdfast.domain.node.NodeIdentity;
import org.holdfast.domain.syslog.SyslogReceivers;

/** The transactions of syslog; none is open while a receiver is spoken to. */
@Stateless
@PermitAll
@TransactionAttribute(REQUIRES_NEW)
public class SyslogTransactions {

  @Inject private SyslogReceivers receivers;
  @Inject private AuditTrail audit;
  @Inject private AuditChain chain;
  @Inject private NodeIdentity node;

  public List<SyslogReceivers.Line> list() {
    return receivers.list();
  }

  public void replace(List<SyslogReceivers.Line> lines, AuditEvent event) {
    receivers.replace(lines);
    audit.append(event);
  }

  public void sent(UUID receiver, long position) {
    receivers.sent(receiver, position);
  }

  /** Nobody is to wait for segments that this node's chain has not. */
  public void limit() {
    receivers.limit(end());
  }

  /** The last position of this node's chain; 0 if it has none. */
  public long end() {
    return chain.head(node.id()).map(Seal::position).orElse(0L);
  }

  /** This node's segments after that position, some of them. */
  public List<Seal> after(long position, int most) {
    return chain.seals(node.id(), position + 1, most);
  }

  /** The rows of a segment, in their order. */
  public List<AuditRow> rows(Seal seal) {
    return chain.rows(seal.recordNode(), seal.sequences()).stream()
        .sorted(Comparator.comparingLong(AuditRow::sequence))
        .toList();
  }
}
