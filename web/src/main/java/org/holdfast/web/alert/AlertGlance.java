package org.holdfast.web.alert;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Comparator;
import java.util.List;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.alert.Alert;
import org.holdfast.domain.alert.AlertState;
import org.holdfast.domain.alert.Severity;
import org.holdfast.ejb.alert.ManageAlerts;

/** This node's alerts that last, at a glance: the bell, and a tile on Home. Asks no database. */
@Named("alertGlance")
@RequestScoped
public class AlertGlance {

  private static final int SHOWN = 3;

  @Inject private ManageAlerts manageAlerts;

  private boolean allowed;
  private List<Alert> open = List.of();

  @PostConstruct
  void load() {
    var external = FacesContext.getCurrentInstance().getExternalContext();
    allowed =
        external.isUserInRole(Role.Names.SYSTEM_ADMINISTRATOR)
            || external.isUserInRole(Role.Names.AUDIT_MANAGER);
    if (allowed) {
      open =
          manageAlerts.open().stream()
              .sorted(Comparator.comparing(alert -> alert.finding().severity()))
              .toList();
    }
  }

  /** Whether the user may see alerts. */
  public boolean isAllowed() {
    return allowed;
  }

  /** How many nobody has acknowledged. */
  public long getRaised() {
    return open.stream().filter(alert -> alert.state() == AlertState.RAISED).count();
  }

  /** How many last. */
  public int getLasting() {
    return open.size();
  }

  /** The gravest of those that last. */
  public List<Alert> getFirst() {
    return open.stream().limit(SHOWN).toList();
  }

  /** How things stand: good, warn or bad. */
  public String getTone() {
    if (open.isEmpty()) {
      return "good";
    }
    return open.stream().anyMatch(alert -> alert.finding().severity() == Severity.CRITICAL)
        ? "bad"
        : "warn";
  }
}
