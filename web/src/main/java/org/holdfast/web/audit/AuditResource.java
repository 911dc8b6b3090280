package org.holdfast.web.audit;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import org.holdfast.domain.audit.AuditEvent;
import org.holdfast.domain.audit.AuditOperation;
import org.holdfast.domain.audit.AuditOutcome;
import org.holdfast.domain.audit.AuditQuery;
import org.holdfast.domain.audit.AuditRecord;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.page.PageRequest;
import org.holdfast.ejb.audit.QueryAudit;
import org.holdfast.web.json.Json;
import org.holdfast.web.json.QueryParameters;
import org.jspecify.annotations.Nullable;

/** The audit trail, newest first. */
@Path("/audit")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class AuditResource {

  @Inject private QueryAudit queryAudit;

  @GET
  public String query(@Context UriInfo uri) {
    QueryParameters parameters =
        QueryParameters.of(uri, "from", "until", "user", "operation", "outcome");
    PageRequest page = parameters.page();
    AuditQuery query =
        new AuditQuery(
            parameters.time("from"),
            parameters.time("until"),
            parameters.text("user"),
            parameters.constant("operation", AuditOperation.class),
            parameters.constant("outcome", AuditOutcome.class));
    return Json.page(queryAudit.query(query, page), page, AuditResource::render);
  }

  private static Map<String, @Nullable Object> render(AuditRecord row) {
    AuditEvent event = row.event();
    ErrorCode code = event.code();
    Map<String, @Nullable Object> json = Json.object();
    json.put("node", row.node());
    json.put("sequence", row.sequence());
    json.put("at", row.at());
    json.put("user", event.actor());
    json.put("operation", event.operation().name());
    json.put("outcome", event.outcome().name());
    Json.putIfPresent(json, "subject", event.subject());
    Json.putIfPresent(json, "code", code == null ? null : code.id());
    json.put("detail", event.detail());
    return json;
  }
}
