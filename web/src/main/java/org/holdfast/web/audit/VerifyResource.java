package org.holdfast.web.audit;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import org.holdfast.ejb.audit.VerificationView;
import org.holdfast.ejb.audit.VerifyAudit;
import org.holdfast.web.json.Json;

/** Verifies that the audit trail is what was sealed. */
@Path("/audit/verify")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class VerifyResource {

  /** Short trails are verified within this time, and answered at once. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @Inject private VerifyAudit verifyAudit;

  /** 200 with the result, or 202 while it goes on: then it is asked for with GET. */
  @POST
  public Response start(@Context UriInfo uri) {
    VerificationView view = verifyAudit.start(PATIENCE);
    String json = Json.write(VerificationDocument.render(view));
    return view.running()
        ? Response.accepted(json).location(uri.getAbsolutePath()).build()
        : Response.ok(json).build();
  }

  /** The one that runs, or the last. */
  @GET
  public String last() {
    return Json.write(VerificationDocument.render(verifyAudit.last()));
  }

  /** Ends the one that runs. */
  @DELETE
  public Response cancel() {
    verifyAudit.cancel();
    return Response.noContent().build();
  }
}
