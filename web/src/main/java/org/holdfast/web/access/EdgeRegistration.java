package org.holdfast.web.access;

import jakarta.inject.Inject;
import jakarta.security.auth.message.config.AuthConfigFactory;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import org.jspecify.annotations.Nullable;

/**
 * Puts {@link EdgeAuthentication} before the console and REST for as long as they are deployed. An
 * application without it would let nobody in: what takes a sign-in is refused without one.
 */
@WebListener
public class EdgeRegistration implements ServletContextListener {

  private static final String LAYER = "HttpServlet";

  @Inject private EdgeAuthentication edge;

  private @Nullable String registration;

  @Override
  public void contextInitialized(ServletContextEvent event) {
    ServletContext context = event.getServletContext();
    // Jakarta Authentication 3.0, section 3.2: host and path, with a space between.
    String application = context.getVirtualServerName() + " " + context.getContextPath();
    registration =
        AuthConfigFactory.getFactory()
            .registerConfigProvider(
                new EdgeProvider(edge, LAYER, application), LAYER, application, "Holdfast");
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    if (registration != null) {
      AuthConfigFactory.getFactory().removeRegistration(registration);
    }
  }
}
