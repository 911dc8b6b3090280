package org.holdfast.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.holdfast.domain.access.Caller;
import org.holdfast.domain.access.Role;
import org.junit.jupiter.api.Test;

class ConsoleSessionTest {

  private static final Instant START = Instant.parse("2026-11-21T08:00:00Z");

  private final ConsoleSession session =
      new ConsoleSession(new Caller(new UUID(0, 1), "sam", Role.SYSTEM_ADMINISTRATOR), START);

  @Test
  void isOver_whileItIsUsed_isFalse() {
    assertThat(session.isOver(START.plus(ConsoleSession.IDLE_LIMIT).minusMillis(1))).isFalse();
  }

  @Test
  void isOver_afterTheIdleLimit_isTrue() {
    assertThat(session.isOver(START.plus(ConsoleSession.IDLE_LIMIT))).isTrue();
  }

  @Test
  void whyEnded_saysWhatTheAuditTrailIsToHave() {
    Instant idle = START.plus(ConsoleSession.IDLE_LIMIT);

    assertThat(session.whyEnded(idle.minusMillis(1))).isNull();
    assertThat(session.whyEnded(idle)).isEqualTo("not used for 15 minutes");
    assertThat(session.whyEnded(START.plus(ConsoleSession.TOTAL_LIMIT)))
        .isEqualTo("it had lasted for 12 hours");
    session.endsBecause("the password was changed");
    assertThat(session.whyEnded(START)).isEqualTo("the password was changed");
  }

  @Test
  void isFromBefore_aRestoreSinceItBegan_isTrue() {
    assertThat(session.isFromBefore(null)).isFalse();
    assertThat(session.isFromBefore(START)).isFalse();
    assertThat(session.isFromBefore(START.plusMillis(1))).isTrue();
  }
}
