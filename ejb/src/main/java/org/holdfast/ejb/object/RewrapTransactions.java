package org.holdfast.ejb.object;

import static jakarta.ejb.TransactionAttributeType.REQUIRES_NEW;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.List;
import org.holdfast.domain.audit.AuditEvent;
import org.holdfast.domain.audit.AuditOperation;
import org.holdfast.domain.audit.AuditTrail;
import org.holdfast.domain.object.ObjectCipher;
import org.holdfast.domain.object.SecurityObjectRepository;
import org.holdfast.domain.object.SecurityObjectRepository.StaleDataKey;
import org.holdfast.domain.wallet.Vault;

/** One batch of re-wrapping is one transaction; a crash loses one batch's work, nothing else. */
@Stateless
@PermitAll
@TransactionAttribute(REQUIRES_NEW)
public class RewrapTransactions {

  private static final int BATCH = 500;

  @Inject private SecurityObjectRepository objects;
  @Inject private AuditTrail audit;
  @Inject private Vault vault;
  @Inject private SecureRandom random;

  /** Re-wraps a batch; returns how many data keys it had, 0 when all are done. */
  public int rewrapBatch() {
    List<StaleDataKey> stale = objects.staleDataKeys(vault.with(ring -> ring.active().id()), BATCH);
    for (StaleDataKey dataKey : stale) {
      vault
          .with(ring -> ObjectCipher.rewrap(dataKey.binding(), dataKey.dataKey(), ring, random))
          .ifPresent(wrapped -> objects.addDataKey(dataKey.versionId(), wrapped));
    }
    return stale.size();
  }

  public long remaining() {
    return objects.countStaleDataKeys(vault.with(ring -> ring.active().id()));
  }

  public void recordDone(long count, int generation) {
    audit.append(
        AuditEvent.succeeded(
            AuditEvent.SYSTEM,
            AuditOperation.REWRAP,
            null,
            count + " data keys under master key generation " + generation));
  }
}
