package org.holdfast.domain.rootoftrust.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.holdfast.domain.object.HsmHolder;
import org.holdfast.domain.rootoftrust.FormerKey;
import org.holdfast.domain.rootoftrust.OrphanKey;
import org.holdfast.domain.rootoftrust.RootOfTrust;
import org.jspecify.annotations.Nullable;

/**
 * What the database knows of the needs for keys, as it was counted.
 *
 * @param dataKeys by the master key that wraps them
 * @param heldDataKeys by the Root of Trust key that wraps them
 * @param backupsByMasterKey retained backups, and one under way, that need it
 * @param backupsByRootKey the same
 * @param backupsOfUnknownNeeds when each retained backup was done of which nobody wrote down what
 *     it needs; far ahead while it is under way. Such a one is taken to need every key that was
 *     there then
 * @param checkpointsByMasterKey checkpoints of the audit trail that no newer one made with a key in
 *     force vouches for
 * @param checkpointsByRootKey the same
 */
public record LedgerFacts(
    Map<UUID, Long> dataKeys,
    Map<HsmHolder, Long> heldDataKeys,
    Map<UUID, Long> backupsByMasterKey,
    Map<HsmHolder, Long> backupsByRootKey,
    List<Instant> backupsOfUnknownNeeds,
    Map<UUID, Long> checkpointsByMasterKey,
    Map<HsmHolder, Long> checkpointsByRootKey) {

  public LedgerFacts {
    dataKeys = Map.copyOf(dataKeys);
    heldDataKeys = Map.copyOf(heldDataKeys);
    backupsByMasterKey = Map.copyOf(backupsByMasterKey);
    backupsByRootKey = Map.copyOf(backupsByRootKey);
    backupsOfUnknownNeeds = List.copyOf(backupsOfUnknownNeeds);
    checkpointsByMasterKey = Map.copyOf(checkpointsByMasterKey);
    checkpointsByRootKey = Map.copyOf(checkpointsByRootKey);
  }

  /**
   * A Root of Trust key that went out of force and is on its token still, as far as is known.
   *
   * @param since when it went out of force
   */
  public record Former(String name, RootOfTrust root, FormerKey.Reason reason, Instant since) {}

  /**
   * A Root of Trust key that an undone operation left.
   *
   * @param since when it was recorded
   */
  public record Orphan(OrphanKey orphan, Instant since) {}

  /** A generation of the master key in the wallet in force, without the key. */
  public record Generation(UUID id, int number) {}

  KeyNeeds ofMasterKey(UUID id, Instant made, @Nullable Instant restsUntil) {
    return new KeyNeeds(
        dataKeys.getOrDefault(id, 0L),
        0,
        0,
        backupsByMasterKey.getOrDefault(id, 0L)
            + backupsOfUnknownNeeds.stream().filter(done -> !done.isBefore(made)).count(),
        checkpointsByMasterKey.getOrDefault(id, 0L),
        restsUntil);
  }

  KeyNeeds ofRootKey(HsmHolder key, boolean opensTheWallet, @Nullable Instant restsUntil) {
    return new KeyNeeds(
        0,
        heldDataKeys.getOrDefault(key, 0L),
        opensTheWallet ? 1 : 0,
        backupsByRootKey.getOrDefault(key, 0L) + backupsOfUnknownNeeds.size(),
        checkpointsByRootKey.getOrDefault(key, 0L),
        restsUntil);
  }
}
