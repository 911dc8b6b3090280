package org.holdfast.domain.rootoftrust.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.holdfast.domain.identifier.Uuid7;
import org.holdfast.domain.object.HsmHolder;
import org.holdfast.domain.rootoftrust.FormerKey;
import org.holdfast.domain.rootoftrust.NamedRoot;
import org.holdfast.domain.rootoftrust.RootOfTrust;
import org.holdfast.domain.rootoftrust.RootsOfTrust;
import org.holdfast.domain.rootoftrust.ledger.LedgerFacts.Former;
import org.holdfast.domain.rootoftrust.ledger.LedgerFacts.Generation;
import org.holdfast.domain.rootoftrust.ledger.LedgerFacts.Orphan;
import org.holdfast.domain.rootoftrust.ledger.RootKeyEntry.Standing;
import org.jspecify.annotations.Nullable;

/**
 * Makes the ledger of what was counted (B9). A key that is not counted for sure is counted as
 * needed.
 */
public final class LedgerBook {

  private final LedgerFacts facts;
  private final Duration rest;
  private final Instant now;

  /**
   * @param rest how long a key rests after it went out of force: longer than any transaction that
   *     may have begun under it
   */
  public LedgerBook(LedgerFacts facts, Duration rest, Instant now) {
    this.facts = facts;
    this.rest = rest;
    this.now = now;
  }

  /**
   * The Root of Trust keys: those in force, former ones, orphans.
   *
   * @param roots in force; null in passphrase mode
   * @param opensTheWallet whether the files of this node open with a key
   */
  public List<RootKeyEntry> rootKeys(
      @Nullable RootsOfTrust roots,
      List<Former> former,
      List<Orphan> orphans,
      Predicate<HsmHolder> opensTheWallet) {
    List<RootKeyEntry> entries = new ArrayList<>();
    Set<SameKey> seen = new HashSet<>();
    for (NamedRoot root : roots == null ? List.<NamedRoot>of() : roots.inOrder()) {
      seen.add(SameKey.of(root.root()));
      HsmHolder key = holder(root.root());
      entries.add(
          entry(
              Standing.IN_FORCE,
              root.name(),
              root.root(),
              null,
              null,
              facts.ofRootKey(key, opensTheWallet.test(key), null)));
    }
    for (Former one : former) {
      // A restore can put a former key in force again; and a key can go out of force twice.
      if (seen.add(SameKey.of(one.root()))) {
        HsmHolder key = holder(one.root());
        entries.add(
            entry(
                Standing.FORMER,
                one.name(),
                one.root(),
                one.reason(),
                one.since(),
                facts.ofRootKey(key, opensTheWallet.test(key), restsUntil(one.since()))));
      }
    }
    for (Orphan one : orphans) {
      entries.add(
          new RootKeyEntry(
              Standing.ORPHAN,
              null,
              one.orphan().vendorId(),
              one.orphan().tokenLabel(),
              null,
              one.orphan().key().number(),
              null,
              null,
              one.since(),
              KeyNeeds.NONE));
    }
    return entries;
  }

  /** The master keys, newest first; the newest is active. */
  public List<MasterKeyEntry> masterKeys(List<Generation> generations) {
    List<Generation> newestFirst =
        generations.stream()
            .sorted(Comparator.comparingInt(Generation::number).reversed())
            .toList();
    List<MasterKeyEntry> entries = new ArrayList<>();
    Instant follower = null;
    for (Generation generation : newestFirst) {
      Instant made = Uuid7.timeOf(generation.id());
      entries.add(
          new MasterKeyEntry(
              generation.id(),
              generation.number(),
              follower == null,
              made,
              facts.ofMasterKey(
                  generation.id(), made, follower == null ? null : restsUntil(follower))));
      follower = made;
    }
    return entries;
  }

  private @Nullable Instant restsUntil(Instant outOfForce) {
    Instant end = outOfForce.plus(rest);
    return end.isAfter(now) ? end : null;
  }

  private static RootKeyEntry entry(
      Standing standing,
      String name,
      RootOfTrust root,
      FormerKey.@Nullable Reason reason,
      @Nullable Instant since,
      KeyNeeds needs) {
    return new RootKeyEntry(
        standing,
        name,
        root.vendorId(),
        root.tokenLabel(),
        root.tokenSerial(),
        root.key().number(),
        root.checkValue(),
        reason,
        since,
        needs);
  }

  private static HsmHolder holder(RootOfTrust root) {
    return new HsmHolder(root.key(), root.checkValue());
  }

  /** What makes two records be about one key, however its token is reached. */
  private record SameKey(String tokenSerial, HsmHolder holder) {
    static SameKey of(RootOfTrust root) {
      return new SameKey(root.tokenSerial(), LedgerBook.holder(root));
    }
  }
}
