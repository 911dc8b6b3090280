package org.holdfast.domain.rootoftrust.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.hsm.KeyRef;
import org.holdfast.domain.object.HsmHolder;
import org.holdfast.domain.rootoftrust.FormerKey;
import org.holdfast.domain.rootoftrust.OrphanKey;
import org.holdfast.domain.rootoftrust.RootOfTrust;
import org.holdfast.domain.rootoftrust.RootsOfTrust;
import org.holdfast.domain.rootoftrust.ledger.LedgerFacts.Former;
import org.holdfast.domain.rootoftrust.ledger.LedgerFacts.Generation;
import org.holdfast.domain.rootoftrust.ledger.LedgerFacts.Orphan;
import org.holdfast.domain.rootoftrust.ledger.RootKeyEntry.Standing;
import org.holdfast.domain.secret.Bytes;
import org.junit.jupiter.api.Test;

class LedgerBookTest {

  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final Duration REST = Duration.ofMinutes(10);
  private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(30));
  private static final UUID FIRST = madeAt(LONG_AGO);
  private static final UUID SECOND = madeAt(NOW.minus(Duration.ofDays(2)));
  private static final UUID THIRD = madeAt(NOW.minus(Duration.ofDays(1)));
  private static final RootOfTrust OLD = root("a1", 1, 7);
  private static final RootOfTrust NEW = root("a1", 2, 8);
  private static final LedgerFacts NOTHING =
      new LedgerFacts(Map.of(), Map.of(), Map.of(), Map.of(), List.of(), Map.of(), Map.of());

  /** As UUID version 7 has it (RFC 9562, 5.7). */
  private static UUID madeAt(Instant time) {
    return new UUID((time.toEpochMilli() << 16) | 0x7000L, 0x8000_0000_0000_0001L);
  }

  private static RootOfTrust root(String serial, int number, int check) {
    return new RootOfTrust("softhsm", "token", serial, new KeyRef(number), bytes(check));
  }

  private static Bytes bytes(int value) {
    return Bytes.of((byte) value, (byte) 0, (byte) 0);
  }

  private static HsmHolder holder(RootOfTrust root) {
    return new HsmHolder(root.key(), root.checkValue());
  }

  private static Former former(RootOfTrust root, Instant since) {
    return new Former("hsm-1", root, FormerKey.Reason.ROTATED, since);
  }

  private static LedgerBook book(LedgerFacts facts) {
    return new LedgerBook(facts, REST, NOW);
  }

  private static Ledger ledger(LedgerFacts facts) {
    return new Ledger(
        book(facts)
            .rootKeys(
                RootsOfTrust.of(NEW), List.of(former(OLD, LONG_AGO)), List.of(), key -> false),
        book(facts)
            .masterKeys(
                List.of(
                    new Generation(FIRST, 1), new Generation(SECOND, 2), new Generation(THIRD, 3))),
        true);
  }

  private static void assertRefused(ErrorCode code, String detail, Runnable call) {
    assertThatExceptionOfType(VaultException.class)
        .isThrownBy(call::run)
        .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code))
        .withMessageContaining(detail);
  }

  @Test
  void masterKeys_newestIsActive_othersAreDestroyableWhenNothingNeedsThem() {
    List<MasterKeyEntry> keys = ledger(NOTHING).masterKeys();

    assertThat(keys).extracting(MasterKeyEntry::generation).containsExactly(3, 2, 1);
    assertThat(keys).extracting(MasterKeyEntry::active).containsExactly(true, false, false);
    assertThat(keys).extracting(MasterKeyEntry::destroyable).containsExactly(false, true, true);
    assertThat(keys.get(2).made()).isEqualTo(LONG_AGO);
  }

  @Test
  void masterKey_thatSomethingNeeds_isRefusedWithWhatItIs() {
    LedgerFacts facts =
        new LedgerFacts(
            Map.of(FIRST, 1L, SECOND, 3L),
            Map.of(),
            Map.of(FIRST, 2L),
            Map.of(),
            List.of(),
            Map.of(FIRST, 4L),
            Map.of());

    assertRefused(
        ErrorCode.KEY_STILL_NEEDED,
        "1 data key, 2 retained backups, 4 audit checkpoints",
        () -> ledger(facts).requireDestroyable(1));
    assertThat(ledger(facts).masterKeys().get(2).needs().count()).isEqualTo(7);
    assertRefused(
        ErrorCode.KEY_STILL_NEEDED, "3 data keys", () -> ledger(facts).requireDestroyable(2));
    assertRefused(
        ErrorCode.KEY_IN_FORCE, "generation 3", () -> ledger(facts).requireDestroyable(3));
    assertRefused(
        ErrorCode.LEDGER_KEY_UNKNOWN, "generation 4", () -> ledger(facts).requireDestroyable(4));
  }

  @Test
  void masterKeys_ofAClosedVault_areNotDestroyed() {
    Ledger closed = new Ledger(List.of(), List.of(), false);

    assertThatExceptionOfType(VaultException.class)
        .isThrownBy(() -> closed.requireDestroyable(1))
        .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.VAULT_CLOSED));
  }

  /** It was in force until the next one was made; a request may still be at work with it. */
  @Test
  void masterKey_restsAfterTheNextWasMade() {
    UUID justNow = madeAt(NOW.minus(REST).plusMillis(1));
    UUID longEnough = madeAt(NOW.minus(REST));

    assertThat(needsOfFirst(justNow).restsUntil()).isEqualTo(NOW.plusMillis(1));
    assertThat(needsOfFirst(justNow).none()).isFalse();
    assertThat(needsOfFirst(justNow).count()).isZero();
    assertThat(needsOfFirst(longEnough).none()).isTrue();
  }

  private static KeyNeeds needsOfFirst(UUID second) {
    return book(NOTHING)
        .masterKeys(List.of(new Generation(FIRST, 1), new Generation(second, 2)))
        .get(1)
        .needs();
  }

  /** Nobody wrote down what it needs: it is taken to need all that was there when it was done. */
  @Test
  void backupOfUnknownNeeds_countsForEveryKeyOfItsTime() {
    LedgerFacts facts =
        new LedgerFacts(
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            List.of(NOW.minus(Duration.ofDays(2))),
            Map.of(),
            Map.of());

    assertThat(ledger(facts).masterKeys())
        .extracting(key -> key.needs().backups())
        .containsExactly(0L, 1L, 1L);
    assertThat(ledger(facts).rootKeys())
        .extracting(key -> key.needs().backups())
        .containsExactly(1L, 1L);
  }

  @Test
  void rootKeys_formerOneIsDestroyable_oneInForceIsNot() {
    assertThat(ledger(NOTHING).rootKeys())
        .extracting(RootKeyEntry::standing)
        .containsExactly(Standing.IN_FORCE, Standing.FORMER);
    assertThat(ledger(NOTHING).requireDestroyable("a1", 1).checkValue()).isEqualTo(bytes(7));
    assertRefused(
        ErrorCode.KEY_IN_FORCE, "hsm-1", () -> ledger(NOTHING).requireDestroyable("a1", 2));
    assertRefused(
        ErrorCode.LEDGER_KEY_UNKNOWN, "b2", () -> ledger(NOTHING).requireDestroyable("b2", 1));
  }

  @Test
  void rootKey_thatSomethingNeeds_isRefusedWithWhatItIs() {
    LedgerFacts facts =
        new LedgerFacts(
            Map.of(),
            Map.of(holder(OLD), 2L, holder(NEW), 9L),
            Map.of(),
            Map.of(holder(OLD), 1L),
            List.of(),
            Map.of(),
            Map.of(holder(OLD), 1L));

    assertRefused(
        ErrorCode.KEY_STILL_NEEDED,
        "2 data keys held by the HSM, 1 retained backup, 1 audit checkpoint",
        () -> ledger(facts).requireDestroyable("a1", 1));
  }

  /** Numbers repeat from token to token. */
  @Test
  void rootKey_ofTheSameNumberAndAnotherCheckValue_isNotMeant() {
    LedgerFacts facts =
        new LedgerFacts(
            Map.of(),
            Map.of(new HsmHolder(OLD.key(), bytes(99)), 2L),
            Map.of(),
            Map.of(),
            List.of(),
            Map.of(),
            Map.of());

    assertThat(ledger(facts).requireDestroyable("a1", 1).needs()).isEqualTo(KeyNeeds.NONE);
  }

  @Test
  void rootKey_thatOpensTheWalletOfThisNode_isNeeded() {
    List<RootKeyEntry> keys =
        book(NOTHING)
            .rootKeys(
                null, List.of(former(OLD, LONG_AGO)), List.of(), key -> key.equals(holder(OLD)));

    assertThat(keys.get(0).needs().restoreWallets()).isEqualTo(1);
    assertThat(keys.get(0).destroyable()).isFalse();
  }

  /** A restore can put it in force again; and it can go out of force twice. */
  @Test
  void rootKey_recordedSeveralTimes_isListedOnce() {
    List<RootKeyEntry> keys =
        book(NOTHING)
            .rootKeys(
                RootsOfTrust.of(NEW),
                List.of(former(NEW, NOW), former(OLD, LONG_AGO), former(OLD, LONG_AGO)),
                List.of(),
                key -> false);

    assertThat(keys)
        .extracting(RootKeyEntry::keyNumber, RootKeyEntry::standing)
        .containsExactly(tuple(2, Standing.IN_FORCE), tuple(1, Standing.FORMER));
  }

  @Test
  void orphan_isListed_andNotDestroyedHere() {
    OrphanKey orphan = new OrphanKey(FIRST, "softhsm", null, new KeyRef(5));

    List<RootKeyEntry> keys =
        book(NOTHING).rootKeys(null, List.of(), List.of(new Orphan(orphan, NOW)), key -> false);

    assertThat(keys.get(0).standing()).isEqualTo(Standing.ORPHAN);
    assertThat(keys.get(0).keyNumber()).isEqualTo(5);
    assertThat(keys.get(0).destroyable()).isFalse();
  }
}
