package org.holdfast.web.access;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.holdfast.ejb.node.DatabaseOutage;
import org.jspecify.annotations.Nullable;

/**
 * The browser sessions there are, so that a changed password ends those that the old one began, and
 * that each end is in the audit trail.
 */
@WebListener
public class ConsoleSessions implements HttpSessionListener {

  // The container makes the listener, CDI makes the pages: they meet in a static.
  private static final Set<HttpSession> ALL = ConcurrentHashMap.newKeySet();

  @Inject private org.holdfast.ejb.access.SignOut signOut;

  @Override
  public void sessionCreated(HttpSessionEvent event) {
    ALL.add(event.getSession());
  }

  @Override
  public void sessionDestroyed(HttpSessionEvent event) {
    String ended = event.getSession().getId();
    ALL.removeIf(session -> session.getId().equals(ended));
    ConsoleSession signedIn = ConsoleSession.of(event.getSession());
    String why = signedIn == null ? null : signedIn.whyEnded(Clock.systemUTC().instant());
    if (signedIn != null && why != null) {
      record(signedIn.caller().name(), why);
    }
  }

  private void record(String name, String why) {
    try {
      signOut.ended(name, why);
    } catch (RuntimeException e) {
      AccessMessages.LOG.signOutNotAudited(name, DatabaseOutage.leftOut(e));
    }
  }

  /** Ends the sessions of a user, all but one. */
  static void endOthers(String userName, @Nullable String keptId) {
    for (HttpSession session : ALL) {
      try {
        ConsoleSession signedIn = ConsoleSession.of(session);
        if (signedIn != null
            && signedIn.caller().name().equals(userName)
            && !session.getId().equals(keptId)) {
          signedIn.endsBecause("the password was changed");
          session.invalidate();
        }
      } catch (IllegalStateException e) {
        // It ended by itself in the meantime, which is what was wanted.
      }
    }
  }
}
