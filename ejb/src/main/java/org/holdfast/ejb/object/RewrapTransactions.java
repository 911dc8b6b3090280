package org.holdfast.ejb.object;

import static jakarta.ejb.TransactionAttributeType.REQUIRES_NEW;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.holdfast.domain.audit.AuditEvent;
import org.holdfast.domain.audit.AuditOperation;
import org.holdfast.domain.audit.AuditTrail;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.object.HsmHolder;
import org.holdfast.domain.object.RewrapPauses;
import org.holdfast.domain.object.SecurityObjectRepository;
import org.holdfast.domain.object.SecurityObjectRepository.StaleDataKey;
import org.holdfast.domain.wallet.Vault;
import org.holdfast.ejb.node.SystemMessages;
import org.holdfast.ejb.rootoftrust.RootKey;
import org.jspecify.annotations.Nullable;

/** One batch of re-wrapping is one transaction; a crash loses one batch's work, nothing else. */
@Stateless
@PermitAll
@TransactionAttribute(REQUIRES_NEW)
public class RewrapTransactions {

  private static final int BATCH = 500;

  @Inject private SecurityObjectRepository objects;
  @Inject private AuditTrail audit;
  @Inject private Vault vault;
  @Inject private DataKeys dataKeys;
  @Inject private RootKey rootKey;
  @Inject private RewrapPauses pauses;

  /**
   * What a batch came to.
   *
   * @param last where the next batch goes on; null when there is none
   * @param rewrapped not counting data keys that were changed in the database, which stay as they
   *     are, and those of objects that were destroyed meanwhile
   */
  public record Batch(@Nullable UUID last, int rewrapped) {}

  /** Re-wraps the batch after that version identifier. */
  public Batch rewrapBatch(UUID after) {
    UUID active = vault.with(ring -> ring.active().id());
    List<StaleDataKey> stale = objects.staleDataKeys(active, holder(), after, BATCH);
    int rewrapped = 0;
    for (StaleDataKey dataKey : stale) {
      if (rewrap(dataKey)) {
        rewrapped++;
      }
    }
    UUID last = stale.isEmpty() ? null : stale.get(stale.size() - 1).versionId();
    return new Batch(last, rewrapped);
  }

  private boolean rewrap(StaleDataKey dataKey) {
    try {
      return objects.replaceDataKey(
          dataKey.versionId(),
          dataKeys.rewrap(dataKey.binding(), dataKey.dataKey(), dataKey.toHsm()));
    } catch (VaultException e) {
      if (e.code() != ErrorCode.OBJECT_UNREADABLE) {
        throw e;
      }
      SystemMessages.LOG.notRewrapped(dataKey.binding().object().toString());
      return false;
    }
  }

  /** Whether an administrator has paused it, in this process or one before. */
  public boolean isPaused() {
    return pauses.inForce().isPresent();
  }

  public long remaining() {
    return objects.countStaleDataKeys(vault.with(ring -> ring.active().id()), holder());
  }

  private @Nullable HsmHolder holder() {
    return rootKey.holder().orElse(null);
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
