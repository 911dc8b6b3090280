package org.holdfast.domain.audit.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import org.holdfast.domain.audit.chain.Finding.Kind;
import org.holdfast.domain.secret.Bytes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChainVerifierTest {

  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
  private static final Instant BEFORE = NOW.minus(Duration.ofHours(1));

  private final Chains chain = new Chains();

  @BeforeEach
  void fill() {
    chain.seal(SealKind.LIVE, BEFORE, BEFORE.plusSeconds(5), 1, 2);
    chain.seal(SealKind.LIVE, BEFORE, BEFORE.plusSeconds(6), 4, 5);
    chain.seal(SealKind.LIVE, BEFORE, BEFORE.plusSeconds(7), 3);
    checkpoint();
    chain.seal(SealKind.LIVE, BEFORE, BEFORE.plusSeconds(8), 6);
  }

  @Test
  void wholeChain_isGood_andProvedUpToItsCheckpoint() {
    ChainReport report = verify();

    assertThat(report.findings()).isEmpty();
    assertThat(report.good()).isTrue();
    assertThat(report.rows()).isEqualTo(6);
    assertThat(report.segments()).isEqualTo(4);
    assertThat(report.chains())
        .singleElement()
        .satisfies(
            end -> {
              assertThat(end.position()).isEqualTo(4);
              assertThat(end.provedUpTo()).isEqualTo(3);
            });
  }

  @Test
  void changedRow_isNamed() {
    AuditRow row = chain.row(4);
    chain.rows.put(
        4L,
        new AuditRow(
            row.node(), 4, row.at(), "nobody", row.operation(), row.outcome(), null, null, ""));

    assertFound(Kind.CHANGED, 4L, 2L);
  }

  @Test
  void missingRow_isNamed() {
    chain.rows.remove(3L);

    assertFound(Kind.MISSING, 3L, 3L);
  }

  @Test
  void rowWithoutSeal_isNamedWhenItIsOldEnough() {
    chain.rows.put(
        9L, new AuditRow(Chains.NODE, 9, NOW, "sam", "SIGN_IN", "FAILED", null, null, ""));
    assertThat(verify().good()).isTrue();

    chain.rows.put(
        9L, new AuditRow(Chains.NODE, 9, BEFORE, "sam", "SIGN_IN", "FAILED", null, null, ""));
    assertFound(Kind.NOT_SEALED, 9L, null);
  }

  /** Ten minutes are in time, a microsecond more is late. */
  @Test
  void rowSealedLongAfterItsTime_isLate_unlessTheSealerHadNotRun() {
    chain.seal(SealKind.LIVE, BEFORE, BEFORE.plusSeconds(600), 7);
    chain.seal(SealKind.CAUGHT_UP, BEFORE, BEFORE.plusSeconds(900), 8);
    chain.seal(SealKind.RESTORED, BEFORE, BEFORE.plusSeconds(900), 9);
    ChainReport report = verify();
    assertThat(report.findings()).isEmpty();
    assertThat(report.caughtUpRows()).isEqualTo(1);
    assertThat(report.longestWait()).isEqualTo(Duration.ofMinutes(15));
    assertThat(report.restoredRows()).isEqualTo(1);

    chain.seal(SealKind.LIVE, BEFORE, BEFORE.plusSeconds(600).plusNanos(1_000), 10);
    assertFound(Kind.INSERTED_LATE, 10L, 8L);
  }

  @Test
  void changedSegment_breaksTheChain() {
    Seal seal = chain.segment(2);
    chain.seals.put(2L, with(seal, seal.madeAt().plusSeconds(1), seal.hash()));

    assertFound(Kind.CHAIN_BROKEN, null, 2L);
  }

  @Test
  void changedSegmentWithItsHash_breaksTheChainAtTheNext() {
    Seal seal = chain.segment(2);
    Seal changed = with(seal, seal.madeAt().plusSeconds(1), seal.hash());
    chain.seals.put(2L, with(changed, changed.madeAt(), changed.computeHash()));

    assertFound(Kind.CHAIN_BROKEN, null, 3L);
  }

  /** Whoever computes all of it again has no key for the checkpoint. */
  @Test
  void chainComputedAgain_doesNotMatchItsCheckpoint() {
    List<Seal> old = List.copyOf(chain.seals.values());
    chain.seals.clear();
    old.forEach(
        seal ->
            chain.seal(
                SealKind.LIVE,
                BEFORE,
                seal.madeAt().plusSeconds(1),
                seal.sequences().stream().mapToLong(Long::longValue).toArray()));

    assertFound(Kind.CHECKPOINT_WRONG, null, 3L);
  }

  @Test
  void checkpointOfAnother_isWrong() {
    Checkpoint real = chain.checkpoints.remove(0);
    chain.checkpoints.add(
        new Checkpoint(
            real.id(),
            real.node(),
            real.position(),
            real.hash(),
            real.madeAt(),
            new Proof.ByMasterKey(real.node(), Bytes.of((byte) 1))));

    assertFound(Kind.CHECKPOINT_WRONG, null, 3L);
  }

  @Test
  void missingSegment_breaksTheChain_andItsRowsAreNotSealed() {
    chain.seals.remove(2L);

    assertThat(verify().findings())
        .extracting(Finding::kind)
        .containsExactly(Kind.CHAIN_BROKEN, Kind.NOT_SEALED, Kind.NOT_SEALED);
  }

  @Test
  void endThatIsGone_isCutOff_byCheckpointOrByWhatWasSeen() {
    Seal.Head seen = chain.segment(4).head();
    chain.seals.remove(4L);
    chain.rows.remove(6L);
    assertThat(verify().good()).isTrue();
    assertThat(verifier().verify(Map.of(Chains.NODE, seen), new VerifyProgress()).findings())
        .extracting(Finding::kind)
        .containsExactly(Kind.CUT_OFF);

    chain.seals.remove(3L);
    chain.rows.remove(3L);
    assertFound(Kind.CUT_OFF, null, 3L);
  }

  @Test
  void purgedSegments_areBridgedByATombstone_thatThisVaultHasMade() {
    chain.purge(1, 2, NOW);
    ChainReport report = verify();
    assertThat(report.findings()).isEmpty();
    assertThat(report.tombstones())
        .singleElement()
        .extracting(ChainReport.CheckedTombstone::result)
        .isEqualTo(Proof.Result.MATCHES);

    Tombstone real = chain.tombstones.remove(0);
    chain.tombstones.add(
        new Tombstone(
            real.id(), real.removed(), new Proof.ByMasterKey(UUID.randomUUID(), Bytes.of())));
    assertThat(verify().findings())
        .extracting(Finding::kind)
        .containsExactly(Kind.CHECKPOINT_WRONG, Kind.CHAIN_BROKEN);
  }

  @Test
  void twoPurges_oneAfterTheOther_areBridged() {
    chain.purge(1, 1, NOW);
    chain.purge(2, 2, NOW);

    assertThat(verify().findings()).isEmpty();
  }

  @Test
  void newestSegments_areCheckedAlone() {
    chain.rows.remove(1L);

    assertThat(newest(2).good()).isTrue();
    assertThat(newest(4).findings()).extracting(Finding::kind).containsExactly(Kind.MISSING);
  }

  @Test
  void cancelled_ends() {
    VerifyProgress progress = new VerifyProgress();
    progress.cancel();

    assertThatExceptionOfType(CancellationException.class)
        .isThrownBy(() -> verifier().verify(Map.of(), progress));
  }

  private void checkpoint() {
    chain.checkpoints.add(
        Checkpoint.of(
            UUID.randomUUID(),
            Chains.NODE,
            chain.head(Chains.NODE).orElseThrow().head(),
            NOW,
            Chains.PROVER));
  }

  private void assertFound(Kind kind, @Nullable Long sequence, @Nullable Long position) {
    assertThat(verify().findings())
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.kind()).isEqualTo(kind);
              assertThat(found.sequence()).isEqualTo(sequence);
              assertThat(found.position()).isEqualTo(position);
            });
  }

  private ChainReport newest(int segments) {
    return verifier()
        .verifyNewest(
            Chains.NODE,
            chain.head(Chains.NODE).orElseThrow().head(),
            segments,
            new VerifyProgress());
  }

  private ChainReport verify() {
    return verifier().verify(Map.of(), new VerifyProgress());
  }

  private ChainVerifier verifier() {
    return new ChainVerifier(chain, Chains.PROVER, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private static Seal with(Seal seal, Instant madeAt, Bytes hash) {
    return new Seal(
        seal.node(),
        seal.position(),
        seal.kind(),
        seal.recordNode(),
        seal.previous(),
        seal.sequences(),
        seal.digests(),
        seal.firstAt(),
        seal.lastAt(),
        madeAt,
        hash);
  }
}
