package org.holdfast.web.system;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.stream.Collectors;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.ejb.rootoftrust.RootOfTrustStatus;
import org.holdfast.ejb.rootoftrust.RootOfTrustView;
import org.holdfast.ejb.rootoftrust.RootView;
import org.holdfast.ejb.system.SystemStatus;
import org.holdfast.ejb.system.SystemView;
import org.jspecify.annotations.Nullable;

/** What surrounds every page: where you are, who you are, how the vault is. */
@Named("frame")
@RequestScoped
public class ConsoleFrame {

  private static final String HOST = host();

  @Inject private SystemStatus systemStatus;
  @Inject private RootOfTrustStatus rootOfTrustStatus;

  private @Nullable SystemView system;
  private @Nullable RootOfTrustView rootOfTrust;

  @PostConstruct
  void load() {
    refresh();
  }

  /** Looks again, after an action that may have changed it. */
  public void refresh() {
    system = systemStatus.current();
    if (isSystemAdministrator()) {
      try {
        rootOfTrust = rootOfTrustStatus.current();
      } catch (RuntimeException e) {
        // The frame is there even when this cannot be told; the HSM page says why.
        rootOfTrust = null;
      }
    }
  }

  public SystemView getSystem() {
    if (system == null) {
      system = systemStatus.current();
    }
    return system;
  }

  public boolean isOpen() {
    return getSystem().open();
  }

  /** Open, but the HSM that is to protect it is not there. */
  public boolean isHsmDown() {
    return rootOfTrust != null && rootOfTrust.enabled() && !rootOfTrust.up();
  }

  /** Which Roots of Trust are down, where there are several; empty otherwise. */
  public String getHsmsDown() {
    RootOfTrustView view = rootOfTrust;
    if (view == null || view.roots().size() < 2) {
      return "";
    }
    return view.roots().stream()
        .filter(root -> !root.up())
        .map(RootView::name)
        .collect(Collectors.joining(", "));
  }

  /** Word on the vault's chip. */
  public String getVaultWord() {
    return isOpen() ? "Open" : "Closed";
  }

  /** Whether it is closed because an administrator wants it so. */
  public boolean isClosedByAdministrator() {
    return getSystem().closedBecause() == ErrorCode.CLOSED_BY_ADMINISTRATOR;
  }

  public String getHost() {
    return HOST;
  }

  public @Nullable String getUser() {
    return external().getRemoteUser();
  }

  public String getRoleName() {
    for (Role role : Role.values()) {
      if (external().isUserInRole(role.name())) {
        return role.displayName();
      }
    }
    return "";
  }

  public boolean isSystemAdministrator() {
    return external().isUserInRole(Role.Names.SYSTEM_ADMINISTRATOR);
  }

  public boolean isKeyAdministrator() {
    return external().isUserInRole(Role.Names.KEY_ADMINISTRATOR);
  }

  /** Who keeps security objects: all of them, or those that are granted. */
  public boolean isKeeper() {
    return isKeyAdministrator() || external().isUserInRole(Role.Names.USER);
  }

  public boolean isAuditManager() {
    return external().isUserInRole(Role.Names.AUDIT_MANAGER);
  }

  private static ExternalContext external() {
    return FacesContext.getCurrentInstance().getExternalContext();
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
