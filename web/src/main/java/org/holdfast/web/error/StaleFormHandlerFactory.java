package org.holdfast.web.error;

import jakarta.faces.FacesException;
import jakarta.faces.application.ViewExpiredException;
import jakarta.faces.context.ExceptionHandler;
import jakarta.faces.context.ExceptionHandlerFactory;
import jakarta.faces.context.ExceptionHandlerWrapper;
import jakarta.faces.context.FacesContext;
import java.io.IOException;
import org.primefaces.csp.CspException;

/**
 * Reloads a page whose form is out of date, instead of failing: its session ended in the meantime,
 * or the server was restarted. Nothing of what was sent is done.
 */
public class StaleFormHandlerFactory extends ExceptionHandlerFactory {

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
        external.redirect(
            external.getRequestContextPath() + external.getRequestServletPath() + "?stale=1");
      } catch (IOException e) {
        throw new FacesException(e);
      }
    }
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
