package org.holdfast.web.audit;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.BufferedWriter;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.holdfast.domain.audit.AuditEvent;
import org.holdfast.domain.audit.AuditQuery;
import org.holdfast.domain.audit.AuditRecord;
import org.holdfast.domain.audit.chain.SealedRow;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.page.PageRequest;
import org.holdfast.ejb.audit.PurgeAudit;
import org.holdfast.ejb.audit.QueryAudit;
import org.holdfast.ejb.audit.SeeChain;
import org.holdfast.web.json.Json;
import org.holdfast.web.json.QueryParameters;
import org.holdfast.web.json.RequestBody;
import org.jspecify.annotations.Nullable;

/** The audit trail, newest first; as a file, oldest first; its chain; and how it is purged. */
@Path("/audit")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class AuditResource {

  /** What is to be sent as confirmation of a purge, and typed in the console. */
  static final String PURGE = "purge";

  private static final String BEFORE = "before";
  private static final String CONFIRMATION = "confirmation";

  @Inject private QueryAudit queryAudit;
  @Inject private AuditExport export;
  @Inject private SeeChain seeChain;
  @Inject private PurgeAudit purgeAudit;

  @GET
  public String query(@Context UriInfo uri) {
    QueryParameters parameters = QueryParameters.of(uri, AuditFilter.names());
    PageRequest page = parameters.page();
    AuditQuery query = AuditFilter.read(parameters);
    return Json.page(queryAudit.query(query, page), page, AuditResource::render);
  }

  /** A file that is written while it is read. */
  @GET
  @Path("/export")
  @Produces(MediaType.WILDCARD)
  public Response export(@Context UriInfo uri) {
    QueryParameters parameters = QueryParameters.only(uri, AuditFilter.names(AuditFilter.FORMAT));
    AuditQuery query = AuditFilter.read(parameters);
    AuditExport.Format format = AuditFilter.format(parameters);
    List<SealedRow> first = export.begin(query, format);
    StreamingOutput body =
        out ->
            export.write(
                query,
                format,
                first,
                new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)));
    return Response.ok(body)
        .header(HttpHeaders.CONTENT_TYPE, format.mediaType())
        .header(HttpHeaders.CONTENT_DISPOSITION, format.disposition())
        .build();
  }

  @GET
  @Path("/chain")
  public String chain() {
    return Json.write(ChainDocument.render(seeChain.see()));
  }

  @POST
  @Path("/purge")
  @Consumes(MediaType.APPLICATION_JSON)
  public String purge(InputStream input) {
    try (RequestBody body = RequestBody.read(input).only(BEFORE, CONFIRMATION)) {
      Instant before = body.optionalTime(BEFORE);
      if (before == null) {
        throw new VaultException(ErrorCode.INPUT_MISSING).atField(BEFORE);
      }
      if (!PURGE.equals(body.text(CONFIRMATION))) {
        throw new VaultException(ErrorCode.INPUT_INVALID, "the word " + PURGE)
            .atField(CONFIRMATION);
      }
      PurgeAudit.Purged purged = purgeAudit.purge(before);
      Map<String, @Nullable Object> json = Json.object();
      json.put("rows", purged.rows());
      json.put("segments", purged.segments());
      json.put("more", purged.more());
      return Json.write(json);
    }
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
