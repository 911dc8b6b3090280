package org.holdfast.web.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.holdfast.domain.access.Caller;
import org.jspecify.annotations.Nullable;

/**
 * A signed-in browser. Idle time is counted here and not by the container, because a page that asks
 * for its status every few seconds would keep the container's session alive for ever.
 */
final class ConsoleSession {

  static final Duration IDLE_LIMIT = Duration.ofMinutes(15);
  static final Duration TOTAL_LIMIT = Duration.ofHours(12);

  private static final String ATTRIBUTE = ConsoleSession.class.getName();

  private final Caller caller;
  private final Instant started;
  private volatile Instant used;
  private volatile @Nullable String ended;

  ConsoleSession(Caller caller, Instant now) {
    this.caller = caller;
    this.started = now;
    this.used = now;
  }

  /** Starts one, under a session id that nobody knew before. */
  static void start(HttpServletRequest request, Caller caller) {
    HttpSession session = request.getSession();
    request.changeSessionId();
    session.setAttribute(ATTRIBUTE, new ConsoleSession(caller, Clock.systemUTC().instant()));
  }

  /**
   * Who is signed in with this request; a session that was idle for too long is ended, and one from
   * before a restore: whom the vault knows now is another matter.
   *
   * @param restored when the vault became that of a backup; null if it did not
   */
  static @Nullable Caller current(
      HttpServletRequest request, boolean byItself, @Nullable Instant restored) {
    HttpSession session = request.getSession(false);
    ConsoleSession current = session == null ? null : of(session);
    if (session == null || current == null) {
      return null;
    }
    Instant now = Clock.systemUTC().instant();
    boolean isFromBefore = current.isFromBefore(restored);
    if (isFromBefore || current.isOver(now)) {
      if (isFromBefore) {
        current.endsBecause("the vault was restored");
      }
      session.invalidate();
      return null;
    }
    if (!byItself) {
      current.used = now;
    }
    return current.caller;
  }

  static @Nullable ConsoleSession of(HttpSession session) {
    return session.getAttribute(ATTRIBUTE) instanceof ConsoleSession found ? found : null;
  }

  Caller caller() {
    return caller;
  }

  /** Says why it is about to be ended by somebody else than who is signed in. */
  void endsBecause(String why) {
    ended = why;
  }

  /** Who is signed in ends it, and that is on record. */
  static void forget(HttpSession session) {
    session.removeAttribute(ATTRIBUTE);
  }

  /** Why it has ended; null if nobody has ended it and it is not over: the server stops. */
  @Nullable String whyEnded(Instant now) {
    if (ended != null) {
      return ended;
    }
    if (!now.isBefore(started.plus(TOTAL_LIMIT))) {
      return "it had lasted for %d hours".formatted(TOTAL_LIMIT.toHours());
    }
    return isOver(now) ? "not used for %d minutes".formatted(IDLE_LIMIT.toMinutes()) : null;
  }

  boolean isFromBefore(@Nullable Instant restored) {
    return restored != null && started.isBefore(restored);
  }

  boolean isOver(Instant now) {
    return !now.isBefore(used.plus(IDLE_LIMIT)) || !now.isBefore(started.plus(TOTAL_LIMIT));
  }
}
