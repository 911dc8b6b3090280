package org.holdfast.web.alert;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.UUID;
import org.holdfast.domain.alert.AlertKind;
import org.holdfast.domain.alert.AlertQuery;
import org.holdfast.domain.alert.AlertState;
import org.holdfast.domain.alert.Severity;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.identifier.Identifiers;
import org.holdfast.domain.page.PageRequest;
import org.holdfast.ejb.alert.ManageAlerts;
import org.holdfast.web.json.Json;
import org.holdfast.web.json.QueryParameters;
import org.holdfast.web.json.RequestBody;

/** Alerts, newest first. */
@Path("/alerts")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class AlertsResource {

  private static final String NOTE = "note";
  private static final int MAX_NOTE = 1_000;

  @Inject private ManageAlerts manageAlerts;

  @GET
  public String list(@Context UriInfo uri) {
    QueryParameters parameters =
        QueryParameters.of(uri, "state", "kind", "severity", "from", "until");
    PageRequest page = parameters.page();
    AlertQuery query =
        new AlertQuery(
            parameters.constant("state", AlertState.class),
            parameters.constant("kind", AlertKind.class),
            parameters.constant("severity", Severity.class),
            parameters.time("from"),
            parameters.time("until"));
    return Json.page(manageAlerts.list(query, page), page, AlertDocument::render);
  }

  @GET
  @Path("/{id}")
  public String find(@PathParam("id") String id) {
    return Json.write(AlertDocument.render(manageAlerts.find(parse(id))));
  }

  @POST
  @Path("/{id}/acknowledge")
  public String acknowledge(InputStream input, @PathParam("id") String id) {
    try (RequestBody body = RequestBody.readOptional(input).only(NOTE)) {
      return Json.write(
          AlertDocument.render(
              manageAlerts.acknowledge(parse(id), body.textOrEmpty(NOTE, MAX_NOTE))));
    }
  }

  private static UUID parse(String id) {
    return Identifiers.parse(id, ErrorCode.ALERT_UNKNOWN);
  }
}
