package org.holdfast.web.endpoint;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Map;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.ejb.access.EnrolEndpoint;
import org.holdfast.web.json.Json;
import org.holdfast.web.json.RequestBody;
import org.jspecify.annotations.Nullable;

/** What an endpoint calls before it has a certificate: the token says who it is. */
@Path("/enrol")
@RequestScoped
public class EnrolResource {

  private static final int MAX_REQUEST = 16 << 10;

  @Inject private EnrolEndpoint enrolEndpoint;

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public Response enrol(InputStream input) {
    try (RequestBody body = RequestBody.read(input).only("token", "request");
        SecretChars token = body.secret("token")) {
      EnrolEndpoint.Enrolled enrolled =
          enrolEndpoint.enrol(token, body.text("request", MAX_REQUEST));
      Map<String, @Nullable Object> json = Json.object();
      json.put("endpoint", EndpointDocument.render(enrolled.endpoint()));
      json.put("certificate", enrolled.certificatePem());
      json.put("authority", enrolled.authorityPem());
      return Response.status(Response.Status.CREATED).entity(Json.write(json)).build();
    }
  }
}
