package org.holdfast.web.access;

import jakarta.security.auth.message.AuthStatus;
import jakarta.security.auth.message.callback.CallerPrincipalCallback;
import jakarta.security.auth.message.callback.GroupPrincipalCallback;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.Principal;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.UnsupportedCallbackException;
import org.jspecify.annotations.Nullable;

/** A request at the container's door (Jakarta Authentication 3.0, section 3). */
final class Entry {

  private final boolean isProtected;
  private final Subject subject;
  private final CallbackHandler container;

  Entry(boolean isProtected, Subject subject, CallbackHandler container) {
    this.isProtected = isProtected;
    this.subject = subject;
    this.container = container;
  }

  /** Whether what is asked for takes a sign-in. */
  boolean isProtected() {
    return isProtected;
  }

  /** Lets the request pass as nobody; what takes a sign-in is then refused by the container. */
  AuthStatus passAsNobody() {
    return tell(new CallerPrincipalCallback(subject, (@Nullable Principal) null));
  }

  /** Lets the request pass as a caller with one role. */
  AuthStatus passAs(String name, String role) {
    return tell(
        new CallerPrincipalCallback(subject, name),
        new GroupPrincipalCallback(subject, new String[] {role}));
  }

  private AuthStatus tell(Callback... callbacks) {
    try {
      container.handle(callbacks);
      return AuthStatus.SUCCESS;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (UnsupportedCallbackException e) {
      throw new IllegalStateException("The container takes no callers", e);
    }
  }
}
