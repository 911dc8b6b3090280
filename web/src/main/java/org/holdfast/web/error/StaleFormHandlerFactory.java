package org.holdfast.web.error;

import jakarta.faces.FacesException;
import jakarta.faces.application.ViewExpiredException;
import jakarta.faces.context.ExceptionHandler;
import jakarta.faces.context.ExceptionHandlerFactory;
import jakarta.faces.context.ExceptionHandlerWrapper;
import jakarta.faces.context.FacesContext;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.primefaces.csp.CspException;

/**
 * Reloads a page whose form is out of date, instead of failing: its session ended in the meantime,
 * or the server was restarted. Nothing of what was sent is done.
 */
public class StaleFormHandlerFactory extends ExceptionHandlerFactory {

  private static final String STALE = "?stale=1";

  public StaleFormHandlerFactory(ExceptionHandlerFactory wrapped) {
    super(wrapped);
  }

  @Override
  public ExceptionHandler getExceptionHandler() {
    return new StaleFormHandler(getWrapped().getExceptionHandler());
  }

  private static final class StaleFormHandler extends ExceptionHandlerWrapper {

    StaleFormHandler(ExceptionHandler wrapped) {
      super(wrapped);
    }

    @Override
    public void handle() {
      var events = getUnhandledExceptionQueuedEvents().iterator();
      while (events.hasNext()) {
        Throwable thrown = events.next().getContext().getException();
        if (isStale(thrown)) {
          events.remove();
          reload(FacesContext.getCurrentInstance());
          return;
        }
        if (Refusals.isByRole(thrown)) {
          // Here, as to a script's request Faces answers without the error page.
          FormProblems.record(FacesContext.getCurrentInstance());
        }
      }
      getWrapped().handle();
    }

    private static void reload(FacesContext context) {
      var external = context.getExternalContext();
      try {
        HttpServletRequest request = (HttpServletRequest) external.getRequest();
        external.redirect(
            external.getRequestContextPath()
                + external.getRequestServletPath()
                + query(request.getQueryString()));
      } catch (IOException e) {
        throw new FacesException(e);
      }
    }
  }

  /** What the page shows, as the form was sent to it, and that the form was out of date. */
  static String query(@Nullable String sent) {
    if (sent == null) {
      return STALE;
    }
    String shown =
        Arrays.stream(sent.split("&"))
            .filter(parameter -> !parameter.isEmpty() && !parameter.startsWith("stale="))
            .map(parameter -> "&" + parameter)
            .collect(Collectors.joining());
    return STALE + shown;
  }

  /** Whether it means that the form was not made for this session. */
  static boolean isStale(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof ViewExpiredException || cause instanceof CspException) {
        return true;
      }
    }
    return false;
  }
}
