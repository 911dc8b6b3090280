package org.holdfast.domain.rootoftrust;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ClosuresInForceTest {

  private static final VaultClosure FIRST = closure(1, "a laptop is missing");
  private static final VaultClosure SECOND = closure(2, "to be sure");

  private final ClosuresInForce closures = new ClosuresInForce();

  @Test
  void close_open_isTheOneInForce() {
    assertThat(closures.close(FIRST, false)).isEmpty();

    assertThat(closures.first()).contains(FIRST);
  }

  @Test
  void close_closedAlready_changesNothing_andSaysWhy() {
    closures.close(FIRST, false);

    assertThat(closures.close(SECOND, true)).contains(FIRST);

    assertThat(closures.known()).containsExactly(FIRST.id());
  }

  /** Otherwise the opening that is under way would have the last word. */
  @Test
  void close_whileItIsBeingOpened_counts_andTheFirstIsShown() {
    closures.close(FIRST, false);
    closures.openingBegins();

    assertThat(closures.close(SECOND, true)).isEmpty();
    closures.openingEnds();

    assertThat(closures.first()).contains(FIRST);
    assertThat(closures.known()).containsExactlyInAnyOrder(FIRST.id(), SECOND.id());
    assertThat(closures.close(closure(3, "again"), true)).contains(FIRST);
  }

  @Test
  void ended_theFirst_leavesTheOneThatCameLater() {
    closures.close(FIRST, false);
    closures.openingBegins();
    closures.close(SECOND, true);

    closures.ended(List.of(FIRST));

    assertThat(closures.first()).contains(SECOND);
  }

  @Test
  void close_betweenTwoLocks_isNotTakenForClosedAlready() {
    closures.close(FIRST, false);

    assertThat(closures.close(SECOND, false)).isEmpty();
  }

  @Test
  void found_afterAStart_theOldestIsTheOneThatClosedIt() {
    closures.found(closures.known(), List.of(SECOND, FIRST));

    assertThat(closures.first()).contains(FIRST);
    assertThat(closures.close(closure(3, "again"), true)).contains(FIRST);
  }

  @Test
  void found_others_dropsWhatWasKnownBefore_butNotWhatCameSince() {
    closures.close(FIRST, false);
    var before = closures.known();
    closures.close(SECOND, false);

    closures.found(before, List.of());

    assertThat(closures.known()).containsExactly(SECOND.id());
  }

  private static VaultClosure closure(long number, String reason) {
    return new VaultClosure(new UUID(number << 16, 0), "sysadmin", reason, Instant.EPOCH);
  }
}
