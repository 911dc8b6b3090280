package org.holdfast.domain.rootoftrust.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.holdfast.domain.object.HsmHolder;
import org.holdfast.domain.rootoftrust.RootOfTrust;
import org.holdfast.domain.rootoftrust.ledger.LedgerFacts.Former;
import org.holdfast.domain.rootoftrust.ledger.LedgerFacts.Orphan;
import org.jspecify.annotations.Nullable;

/** What the database knows of keys and of what needs them; this node's alone. */
public interface LedgerRepository {

  /**
   * Counts what needs keys: index look-ups and grouped counts, cheap with many objects.
   *
   * @param masterKey the active one; null while the vault is closed
   * @param rootKeys those in force: with the master key, what vouches for the audit trail
   */
  LedgerFacts count(@Nullable UUID masterKey, Set<HsmHolder> rootKeys);

  /** Keys out of force that were not destroyed, the newest first. */
  List<Former> former();

  /** Orphans that are still on their tokens, as far as is known. */
  List<Orphan> orphans();

  /** Records which operation is about to destroy a former key, for a crash to be settled. */
  void destroying(RootOfTrust root, UUID operation);

  /** The key that the operation was to destroy, if it is not recorded as destroyed. */
  List<RootOfTrust> beingDestroyed(UUID operation);

  /** Records that the key of the operation is gone. */
  void destroyed(UUID operation, Instant at);
}
