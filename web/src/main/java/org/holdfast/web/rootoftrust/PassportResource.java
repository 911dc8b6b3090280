package org.holdfast.web.rootoftrust;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.holdfast.ejb.rootoftrust.RenewPassport;
import org.holdfast.web.json.RequestBody;

/** The Root of Trust's passport (B5). */
@Path("/hsm/passport")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class PassportResource {

  private static final String NOTE = "note";
  private static final int MAX_NOTE = 1_000;

  @Inject private RenewPassport renewPassport;

  /** Keeps what key and token are like now, after a change that was meant. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response renew(InputStream input) {
    try (RequestBody body = RequestBody.read(input).only(NOTE)) {
      renewPassport.renew(body.text(NOTE, MAX_NOTE));
      return Response.noContent().build();
    }
  }
}
