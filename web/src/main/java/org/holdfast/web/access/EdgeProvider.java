package org.holdfast.web.access;

import static jakarta.security.auth.message.AuthStatus.SEND_SUCCESS;

import jakarta.security.auth.message.AuthStatus;
import jakarta.security.auth.message.MessageInfo;
import jakarta.security.auth.message.config.AuthConfigProvider;
import jakarta.security.auth.message.config.ClientAuthConfig;
import jakarta.security.auth.message.config.ServerAuthConfig;
import jakarta.security.auth.message.config.ServerAuthContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import javax.security.auth.Subject;
import javax.security.auth.callback.CallbackHandler;
import org.jspecify.annotations.Nullable;

/**
 * Has the container bring each request to {@link EdgeAuthentication} (Jakarta Authentication 3.0,
 * Servlet Container Profile).
 */
final class EdgeProvider implements AuthConfigProvider {

  private static final String IS_MANDATORY =
      "jakarta.security.auth.message.MessagePolicy.isMandatory";

  private final EdgeAuthentication edge;
  private final String layer;
  private final String application;

  EdgeProvider(EdgeAuthentication edge, String layer, String application) {
    this.edge = edge;
    this.layer = layer;
    this.application = application;
  }

  /** The handler knows the request, so nothing that holds it outlives that. */
  @Override
  public ServerAuthConfig getServerAuthConfig(
      String asked, String context, CallbackHandler container) {
    return new Config(container);
  }

  @Override
  public @Nullable ClientAuthConfig getClientAuthConfig(
      String asked, String context, CallbackHandler container) {
    return null;
  }

  @Override
  public void refresh() {}

  private final class Config implements ServerAuthConfig {

    private final CallbackHandler container;

    Config(CallbackHandler container) {
      this.container = container;
    }

    @Override
    public ServerAuthContext getAuthContext(
        String id, @Nullable Subject service, @Nullable Map<String, Object> properties) {
      return new Context(container);
    }

    @Override
    public String getMessageLayer() {
      return layer;
    }

    @Override
    public String getAppContext() {
      return application;
    }

    @Override
    public String getAuthContextID(MessageInfo message) {
      return application;
    }

    @Override
    public void refresh() {}

    @Override
    public boolean isProtected() {
      return true;
    }
  }

  private final class Context implements ServerAuthContext {

    private final CallbackHandler container;

    Context(CallbackHandler container) {
      this.container = container;
    }

    @Override
    public AuthStatus validateRequest(
        MessageInfo message, Subject caller, @Nullable Subject service) {
      Object mandatory = message.getMap().get(IS_MANDATORY);
      return edge.validate(
          (HttpServletRequest) message.getRequestMessage(),
          (HttpServletResponse) message.getResponseMessage(),
          new Entry(Boolean.parseBoolean(String.valueOf(mandatory)), caller, container));
    }

    @Override
    public AuthStatus secureResponse(MessageInfo message, @Nullable Subject service) {
      return SEND_SUCCESS;
    }

    @Override
    public void cleanSubject(MessageInfo message, @Nullable Subject subject) {
      if (subject != null) {
        subject.getPrincipals().clear();
      }
    }
  }
}
