package org.holdfast.web.audit;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import org.holdfast.domain.audit.AuditOperation;
import org.holdfast.domain.audit.AuditOutcome;
import org.holdfast.domain.audit.AuditQuery;
import org.holdfast.domain.audit.AuditRecord;
import org.holdfast.domain.error.VaultException;
import org.holdfast.ejb.audit.QueryAudit;
import org.holdfast.web.error.FormProblems;
import org.holdfast.web.form.LazyRows;
import org.holdfast.web.form.LocalTimes;
import org.jspecify.annotations.Nullable;

/** Reports, Audit trail: read page by page. */
@Named("audit")
@ViewScoped
public class AuditPage implements Serializable {

  private static final long serialVersionUID = 1L;

  // Views live in memory alone; nothing of this is ever written out.
  @Inject private transient QueryAudit queryAudit;

  private @Nullable String from;
  private @Nullable String until;
  private @Nullable String zone;
  private @Nullable String user;
  private @Nullable AuditOperation operation;
  private @Nullable AuditOutcome outcome;
  private @Nullable String subject;
  private transient AuditQuery query = AuditQuery.ALL;
  private transient @Nullable AuditRecord selected;
  private final transient LazyRows<AuditRecord> rows =
      new LazyRows<>(page -> queryAudit.query(query, page));

  /** Takes the filter over. */
  public void filter() {
    FormProblems problems = new FormProblems("filter");
    try {
      query =
          new AuditQuery(
              LocalTimes.parse(from, zone, "from"),
              LocalTimes.parse(until, zone, "until"),
              user == null ? null : user.strip(),
              operation,
              outcome,
              AuditFilter.subject(subject));
    } catch (VaultException e) {
      problems.add(e);
    }
  }

  /** Back to the whole trail. */
  public void clear() {
    from = null;
    until = null;
    user = null;
    operation = null;
    outcome = null;
    subject = null;
    query = AuditQuery.ALL;
  }

  /** Opens the detail of a record. */
  public void select(AuditRecord shown) {
    selected = shown;
  }

  public LazyRows<AuditRecord> getRows() {
    return rows;
  }

  public @Nullable AuditRecord getSelected() {
    return selected;
  }

  public boolean isFiltered() {
    return !query.equals(AuditQuery.ALL);
  }

  public List<AuditOperation> getOperations() {
    return List.of(AuditOperation.values());
  }

  public List<AuditOutcome> getOutcomes() {
    return List.of(AuditOutcome.values());
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

  public @Nullable String getUser() {
    return user;
  }

  public void setUser(@Nullable String user) {
    this.user = user;
  }

  public @Nullable AuditOperation getOperation() {
    return operation;
  }

  public void setOperation(@Nullable AuditOperation operation) {
    this.operation = operation;
  }

  public @Nullable AuditOutcome getOutcome() {
    return outcome;
  }

  public void setOutcome(@Nullable AuditOutcome outcome) {
    this.outcome = outcome;
  }

  public @Nullable String getSubject() {
    return subject;
  }

  public void setSubject(@Nullable String subject) {
    this.subject = subject;
  }

  /** The address of the filtered trail as CSV. */
  public String getCsv() {
    return AuditExportServlet.PATH + "?" + AuditFilter.write(query, AuditExport.Format.CSV);
  }

  /** The address of the filtered trail as JSON lines. */
  public String getJson() {
    return AuditExportServlet.PATH + "?" + AuditFilter.write(query, AuditExport.Format.JSON);
  }
}
