package org.holdfast.ra.cryptoki;

import java.util.concurrent.atomic.AtomicBoolean;

/** The right to use one session of a token; given back once, however often it is closed. */
public final class SessionPermit implements AutoCloseable {

  private final Runnable giveBack;
  private final boolean limited;
  private final AtomicBoolean given = new AtomicBoolean();

  SessionPermit(Runnable giveBack) {
    this(giveBack, true);
  }

  private SessionPermit(Runnable giveBack, boolean limited) {
    this.giveBack = giveBack;
    this.limited = limited;
  }

  /** Where no limit is known. */
  static SessionPermit unlimited() {
    return new SessionPermit(() -> {}, false);
  }

  /** Whether it is one of a limited number. */
  public boolean isLimited() {
    return limited;
  }

  @Override
  public void close() {
    if (given.compareAndSet(false, true)) {
      giveBack.run();
    }
  }
}
