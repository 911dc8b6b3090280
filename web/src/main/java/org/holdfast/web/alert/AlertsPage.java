package org.holdfast.web.alert;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.UUID;
import org.holdfast.domain.alert.Alert;
import org.holdfast.domain.alert.AlertKind;
import org.holdfast.domain.alert.AlertQuery;
import org.holdfast.domain.alert.AlertState;
import org.holdfast.domain.alert.Severity;
import org.holdfast.domain.error.VaultException;
import org.holdfast.ejb.alert.ManageAlerts;
import org.holdfast.ejb.rootoftrust.RenewPassport;
import org.holdfast.web.error.FormProblems;
import org.holdfast.web.form.LazyRows;
import org.holdfast.web.form.LocalTimes;
import org.jspecify.annotations.Nullable;
import org.primefaces.PrimeFaces;

/** Reports, Alerts: raised, acknowledged and cleared ones. */
@Named("alerts")
@ViewScoped
public class AlertsPage implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final String FORM = "acknowledge";

  // Views live in memory alone; nothing of this is ever written out.
  @Inject private transient ManageAlerts manageAlerts;
  @Inject private transient RenewPassport renewPassport;

  private @Nullable String from;
  private @Nullable String until;
  private @Nullable String zone;
  private @Nullable AlertState state;
  private @Nullable AlertKind kind;
  private @Nullable Severity severity;
  private @Nullable String note;
  private transient AlertQuery query = AlertQuery.ALL;
  private transient @Nullable Alert selected;
  private final transient LazyRows<Alert> rows =
      new LazyRows<>(page -> manageAlerts.list(query, page));

  /** Takes the filter over. */
  public void filter() {
    FormProblems problems = new FormProblems("filter");
    try {
      query =
          new AlertQuery(
              state,
              kind,
              severity,
              LocalTimes.parse(from, zone, "from"),
              LocalTimes.parse(until, zone, "until"));
    } catch (VaultException e) {
      problems.add(e);
    }
  }

  /** Back to all alerts. */
  public void clear() {
    from = null;
    until = null;
    state = null;
    kind = null;
    severity = null;
    query = AlertQuery.ALL;
  }

  /** Opens the detail of an alert, as it is now. */
  public void select(UUID id) {
    note = null;
    try {
      selected = manageAlerts.find(id);
    } catch (RuntimeException e) {
      new FormProblems(FORM).add(e);
    }
  }

  /** Acknowledges the alert that is shown. */
  public void acknowledge() {
    if (selected == null) {
      return;
    }
    try {
      selected = manageAlerts.acknowledge(selected.id(), note == null ? "" : note);
      PrimeFaces.current().ajax().addCallbackParam("done", true);
      FormProblems.done(
          "Acknowledged", "The alert lasts until what it is about is over, and clears by itself.");
    } catch (RuntimeException e) {
      new FormProblems(FORM).add(e);
    }
  }

  /** Takes the Root of Trust's passport anew (B5); the note says why. */
  public void renew() {
    FormProblems problems = new FormProblems(FORM);
    problems.require("note", note);
    if (problems.none() && note != null) {
      try {
        renewPassport.renew(note);
        PrimeFaces.current().ajax().addCallbackParam("done", true);
        FormProblems.done(
            "The passport is renewed", "The alert clears at the next turn of the monitoring.");
      } catch (RuntimeException e) {
        problems.add(e);
      }
    }
  }

  public LazyRows<Alert> getRows() {
    return rows;
  }

  public @Nullable Alert getSelected() {
    return selected;
  }

  /** Whether the alert that is shown ends when the passport is taken anew. */
  public boolean isAboutPassport() {
    return selected != null
        && selected.finding().kind() == AlertKind.ROOT_KEY_PASSPORT
        && selected.state() != AlertState.CLEARED;
  }

  public boolean isFiltered() {
    return !query.equals(AlertQuery.ALL);
  }

  public List<AlertKind> getKinds() {
    return List.of(AlertKind.values());
  }

  public @Nullable String getFrom() {
    return from;
  }

  public void setFrom(@Nullable String from) {
    this.from = from;
  }

  public @Nullable String getUntil() {
    return until;
  }

  public void setUntil(@Nullable String until) {
    this.until = until;
  }

  public @Nullable String getZone() {
    return zone;
  }

  public void setZone(@Nullable String zone) {
    this.zone = zone;
  }

  public @Nullable AlertState getState() {
    return state;
  }

  public void setState(@Nullable AlertState state) {
    this.state = state;
  }

  public @Nullable AlertKind getKind() {
    return kind;
  }

  public void setKind(@Nullable AlertKind kind) {
    this.kind = kind;
  }

  public @Nullable Severity getSeverity() {
    return severity;
  }

  public void setSeverity(@Nullable Severity severity) {
    this.severity = severity;
  }

  public @Nullable String getNote() {
    return note;
  }

  public void setNote(@Nullable String note) {
    this.note = note;
  }
}
