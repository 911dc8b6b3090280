package org.holdfast.persistence.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.holdfast.domain.audit.AuditEvent;
import org.holdfast.domain.audit.AuditOutcome;
import org.holdfast.domain.audit.AuditQuery;
import org.holdfast.domain.audit.AuditRecord;
import org.holdfast.domain.audit.AuditTrail;
import org.holdfast.domain.audit.HourCount;
import org.holdfast.domain.audit.Premise;
import org.holdfast.domain.node.NodeIdentity;
import org.holdfast.domain.page.Page;
import org.holdfast.domain.page.PageRequest;
import org.holdfast.persistence.sql.Rows;
import org.holdfast.persistence.sql.Sql;
import org.jspecify.annotations.Nullable;

/** Writes records by SQL and reads them by JPA. */
@ApplicationScoped
class JpaAuditTrail implements AuditTrail {

  private static final String SELECT = "select r from AuditRecordEntity r";
  private static final String COUNT = "select count(r) from AuditRecordEntity r";

  @PersistenceContext private EntityManager entities;
  @Inject private NodeIdentity node;
  @Inject private Clock clock;
  @Inject private Sql sql;
  @Inject private AuditWriter writer;
  @Inject private AuditBatches batches;
  @Inject private AuditNumbers numbers;

  @Override
  public void append(AuditEvent event) {
    writer.writeAlong(numbered(event));
  }

  @Override
  public void record(AuditEvent event) {
    batches.write(new Draft(numbered(event), null));
  }

  @Override
  public boolean recordIf(AuditEvent event, Premise premise) {
    return batches.write(new Draft(numbered(event), premise));
  }

  private AuditRecord numbered(AuditEvent event) {
    return new AuditRecord(
        node.id(), numbers.next(), clock.instant().truncatedTo(ChronoUnit.MICROS), event);
  }

  @Override
  public Page<AuditRecord> query(AuditQuery query, PageRequest page) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    String where = where(query, parameters);
    TypedQuery<AuditRecordEntity> rows =
        entities.createQuery(
            SELECT + where + " order by r.at desc, r.id.sequence desc", AuditRecordEntity.class);
    TypedQuery<Long> count = entities.createQuery(COUNT + where, Long.class);
    parameters.forEach(rows::setParameter);
    parameters.forEach(count::setParameter);
    return new Page<>(
        rows.setFirstResult(page.offset())
            .setMaxResults(page.limit())
            .getResultStream()
            .map(AuditRecordEntity::toDomain)
            .toList(),
        count.getSingleResult());
  }

  @Override
  public List<HourCount> perHour(Instant from) {
    return sql.list(
        """
        SELECT date_trunc('hour', at, 'UTC') AS hour, outcome, count(*) AS records
        FROM vault.audit_record WHERE at >= ? GROUP BY 1, 2 ORDER BY 1, 2
        """,
        parameters -> parameters.add(from),
        row ->
            new HourCount(
                Rows.time(row, "hour"),
                Rows.constant(row, "outcome", AuditOutcome.class),
                row.getLong("records")));
  }

  private static String where(AuditQuery query, Map<String, Object> parameters) {
    List<String> terms = new ArrayList<>();
    add(terms, parameters, "r.at >= :from", "from", query.from());
    add(terms, parameters, "r.at < :until", "until", query.until());
    add(terms, parameters, "r.actor = :actor", "actor", query.actor());
    add(terms, parameters, "r.operation = :operation", "operation", query.operation());
    add(terms, parameters, "r.outcome = :outcome", "outcome", query.outcome());
    add(terms, parameters, "r.subject = :subject", "subject", query.subject());
    return terms.isEmpty() ? "" : " where " + String.join(" and ", terms);
  }

  private static void add(
      List<String> terms,
      Map<String, Object> parameters,
      String term,
      String name,
      @Nullable Object value) {
    if (value != null) {
      terms.add(term);
      parameters.put(name, value);
    }
  }
}
