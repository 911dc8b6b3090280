package org.holdfast.ejb.rootoftrust;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.ejb.rootoftrust.HsmFindings.Seen;
import org.junit.jupiter.api.Test;

class HsmFindingsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Seen FIRST = new Seen("first", null, null);
  private static final Seen SECOND_AWAY =
      new Seen("second", null, new VaultException(ErrorCode.HSM_DEVICE_FAILED, "switched off"));

  private final List<String> announced = new ArrayList<>();
  private final HsmFindings findings = findings(PATIENCE);

  @Test
  void note_nothingChanges_isKnown() {
    assertThat(findings.note(() -> List.of(FIRST, SECOND_AWAY))).isTrue();

    assertThat(findings.roots()).extracting(RootHealth::name).containsExactly("first", "second");
    assertThat(findings.overall())
        .hasValueSatisfying(
            health -> {
              assertThat(health.cause()).isEqualTo(ErrorCode.HSM_DEVICE_FAILED);
              assertThat(health.detail()).isEqualTo("second: switched off");
            });
    assertThat(announced).containsExactly("second");
  }

  @Test
  void overall_severalAreDown_saysOfEachWhatTheTitleBesideItDoesNot() {
    Seen refused = new Seen("third", null, new VaultException(ErrorCode.CREDENTIAL_REFUSED_BEFORE));

    findings.note(() -> List.of(FIRST, SECOND_AWAY, refused));

    assertThat(findings.overall())
        .hasValueSatisfying(
            health ->
                assertThat(health.detail())
                    .isEqualTo(
                        "second: switched off; third: "
                            + ErrorCode.CREDENTIAL_REFUSED_BEFORE.title()));
    assertThat(findings.roots().get(2).health().detail()).isNull();
  }

  @Test
  void note_rootIsRemovedDuringTheLook_leavesNoGhostAndLooksAgain() {
    AtomicInteger looks = new AtomicInteger();

    boolean noted =
        findings.note(
            () -> {
              if (looks.incrementAndGet() > 1) {
                return List.of(FIRST);
              }
              change(() -> {});
              return List.of(FIRST, SECOND_AWAY);
            });

    assertThat(noted).isTrue();
    assertThat(looks).hasValue(2);
    assertThat(findings.roots()).extracting(RootHealth::name).containsExactly("first");
    assertThat(announced).isEmpty();
  }

  @Test
  void note_reverseMigratedDuringTheLook_showsNoHsm() {
    AtomicInteger looks = new AtomicInteger();

    findings.note(
        () -> {
          if (looks.incrementAndGet() > 1) {
            return List.of();
          }
          change(findings::without);
          return List.of(FIRST);
        });

    assertThat(findings.isWithoutHsm()).isTrue();
    assertThat(findings.overall()).isEmpty();
    assertThat(findings.roots()).isEmpty();
  }

  @Test
  void note_initializedDuringTheLook_doesNotForgetTheHsm() {
    AtomicInteger looks = new AtomicInteger();

    findings.note(
        () -> {
          if (looks.incrementAndGet() > 1) {
            return List.of(FIRST);
          }
          change(() -> findings.found("first", null));
          return List.of();
        });

    assertThat(findings.isWithoutHsm()).isFalse();
    assertThat(findings.roots()).extracting(RootHealth::name).containsExactly("first");
  }

  @Test
  void note_somethingChangesEachTime_givesUpAndKeepsWhatWasKnown() {
    findings.note(() -> List.of(FIRST));

    boolean noted =
        findings.note(
            () -> {
              change(() -> {});
              return List.of(FIRST, SECOND_AWAY);
            });

    assertThat(noted).isFalse();
    assertThat(findings.roots()).extracting(RootHealth::name).containsExactly("first");
  }

  @Test
  void note_outcomeFoundMeanwhile_looksAgain() {
    List<List<HsmFindings.Seen>> seen = new ArrayList<>();

    boolean noted =
        findings.note(
            () -> {
              if (seen.isEmpty()) {
                findings.found("second", SECOND_AWAY.cause());
                seen.add(List.of(FIRST, new HsmFindings.Seen("second", null, null)));
              } else {
                seen.add(List.of(FIRST, SECOND_AWAY));
              }
              return seen.get(seen.size() - 1);
            });

    assertThat(noted).isTrue();
    assertThat(seen).hasSize(2);
    assertThat(announced).as("never up in between").containsExactly("");
  }

  @Test
  void note_changeUnderWay_looksWhenItHasEnded() throws Exception {
    CountDownLatch looked = new CountDownLatch(1);
    findings.changeBegins();

    CompletableFuture<Boolean> noted =
        CompletableFuture.supplyAsync(
            () ->
                findings.note(
                    () -> {
                      looked.countDown();
                      return List.of(FIRST);
                    }));
    assertThat(looked.await(50, TimeUnit.MILLISECONDS)).isFalse();
    findings.changeEnds();

    assertThat(noted.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(looked.getCount()).isZero();
  }

  @Test
  void note_changeThatDoesNotEnd_isNotWaitedForWithoutEnd() {
    HsmFindings hasty = findings(Duration.ZERO);
    hasty.changeBegins();

    assertThat(hasty.note(() -> List.of(FIRST))).isFalse();

    assertThat(hasty.roots()).isEmpty();
  }

  @Test
  void found_afterInitialize_endsWithoutHsm() {
    findings.note(List::of);
    assertThat(findings.isWithoutHsm()).isTrue();

    findings.found("first", null);

    assertThat(findings.isWithoutHsm()).isFalse();
    assertThat(findings.overall()).hasValueSatisfying(health -> assertThat(health.up()).isTrue());
  }

  private HsmFindings findings(Duration patience) {
    return new HsmFindings(Clock.systemUTC(), patience, (root, health) -> announced.add(root));
  }

  private void change(Runnable effect) {
    findings.changeBegins();
    effect.run();
    findings.changeEnds();
  }
}
