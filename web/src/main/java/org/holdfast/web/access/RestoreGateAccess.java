package org.holdfast.web.access;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import org.holdfast.ejb.rootoftrust.RestoreGate;
import org.jspecify.annotations.Nullable;

/** Hands CDI's gate to the handler, which the container makes before there is CDI. */
@WebListener
public class RestoreGateAccess implements ServletContextListener {

  private static final String ATTRIBUTE = RestoreGateAccess.class.getName();

  @Inject private RestoreGate gate;

  @Override
  public void contextInitialized(ServletContextEvent event) {
    event.getServletContext().setAttribute(ATTRIBUTE, gate);
  }

  /** Null until the application has started. */
  static @Nullable RestoreGate of(ServletContext context) {
    return context.getAttribute(ATTRIBUTE) instanceof RestoreGate gate ? gate : null;
  }
}
