package org.holdfast.domain.access;

import java.time.Duration;
import java.time.Instant;

/**
 * How many refusals of one kind are recorded one by one: as many a minute as a person reads; of
 * those past that, only how many there were. So a stranger cannot fill the disk with them. Not to
 * be shared between threads.
 */
public final class RefusalCount {

  /** So many a minute are recorded one by one. */
  public static final int EACH = 60;

  static final Duration MINUTE = Duration.ofMinutes(1);

  private Instant began = Instant.EPOCH;
  private int recorded;
  private long passedOver;

  /**
   * One more.
   *
   * @return whether it is to be recorded by itself
   */
  public boolean met(Instant now) {
    if (isOver(now) && passedOver == 0) {
      began = now;
      recorded = 0;
    }
    if (recorded < EACH) {
      recorded++;
      return true;
    }
    passedOver++;
    return false;
  }

  /**
   * Begins to count anew once the minute is over.
   *
   * @return how many were not recorded by themselves; 0 while the minute lasts
   */
  public long takePassedOver(Instant now) {
    if (!isOver(now)) {
      return 0;
    }
    long taken = passedOver;
    passedOver = 0;
    return taken;
  }

  private boolean isOver(Instant now) {
    return !now.isBefore(began.plus(MINUTE));
  }
}
