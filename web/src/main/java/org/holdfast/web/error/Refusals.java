package org.holdfast.web.error;

import jakarta.ejb.EJBAccessException;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import org.holdfast.ejb.access.RefusalAudit;
import org.holdfast.ejb.node.DatabaseOutage;
import org.jspecify.annotations.Nullable;

/**
 * Puts refusals by role in the audit trail, wherever they come to light: at a constraint of the
 * container, in a REST call, in a form. A request is recorded once.
 */
final class Refusals {

  private static final String ATTRIBUTE = Refusals.class.getName();
  private static final int MAX_PATH = 500;
  private static final int MAX_DEPTH = 30;

  private Refusals() {}

  /** Whether {@code thrown} means that a use case is not for the caller's role. */
  static boolean isByRole(@Nullable Throwable thrown) {
    Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++) {
      if (cause instanceof EJBAccessException) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  /** Records the refusal of a request, unless that is done. */
  static void record(HttpServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) != null) {
      return;
    }
    request.setAttribute(ATTRIBUTE, true);
    @Nullable Principal caller = request.getUserPrincipal();
    String what = what(request);
    try {
      CDI.current()
          .select(RefusalAudit.class)
          .get()
          .refused(caller == null ? null : caller.getName(), what);
    } catch (RuntimeException e) {
      // The caller is refused all the same; that nothing is recorded concerns the operator.
      ErrorMessages.LOG.refusalNotAudited(what, DatabaseOutage.leftOut(e));
    }
  }

  /** Method and path, of the request that went wrong if this is the error page. */
  static String what(HttpServletRequest request) {
    Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    String uri = failed instanceof String text ? text : request.getRequestURI();
    String path =
        uri.startsWith(request.getContextPath())
            ? uri.substring(request.getContextPath().length())
            : uri;
    return request.getMethod() + " " + path.substring(0, Math.min(path.length(), MAX_PATH));
  }
}
