package org.holdfast.web.access;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.ejb.system.SystemStatus;
import org.holdfast.ejb.system.SystemView;
import org.jspecify.annotations.Nullable;

/** Says what may be served before post-install: next to nothing. */
@ApplicationScoped
class InstallGate {

  /** What the gate has to say about a request. */
  enum Decision {
    PASS,
    NOT_INSTALLED,
    INSTALLED_ALREADY,
    STARTING,
    DATABASE_AWAY
  }

  static final String POST_INSTALL_PAGE = "/post-install.xhtml";

  private static final Set<String> ALWAYS =
      Set.of("/openapi", "/api/v1/install", "/api/v1/system/status", "/favicon.ico", "/error");

  @EJB private SystemStatus systemStatus;

  /** An installed vault stays one. */
  private volatile boolean installed;

  Decision decide(String path) {
    if (ALWAYS.contains(path) || path.startsWith("/health/") || SecureHeaders.isAsset(path)) {
      return Decision.PASS;
    }
    if (installed) {
      return decide(path, true, null);
    }
    SystemView view = systemStatus.current();
    installed = Boolean.TRUE.equals(view.installed());
    return decide(path, view.installed(), view.closedBecause());
  }

  /**
   * @param known whether the vault is installed; null if nobody knows
   * @param closedBecause why the vault is closed; null if it is open or that does not matter
   */
  static Decision decide(String path, @Nullable Boolean known, @Nullable ErrorCode closedBecause) {
    if (known == null) {
      return closedBecause == ErrorCode.STARTING ? Decision.STARTING : Decision.DATABASE_AWAY;
    }
    if (path.equals(POST_INSTALL_PAGE)) {
      return known ? Decision.INSTALLED_ALREADY : Decision.PASS;
    }
    return known ? Decision.PASS : Decision.NOT_INSTALLED;
  }
}
