package org.holdfast.web.endpoint;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import org.holdfast.domain.access.EndpointId;
import org.holdfast.domain.access.EnrolmentToken;
import org.holdfast.domain.access.Grantee;
import org.holdfast.ejb.access.ManageEndpoints;
import org.holdfast.ejb.access.ManageWallets;
import org.holdfast.web.json.Json;
import org.holdfast.web.json.OptionalBody;
import org.holdfast.web.json.RequestBody;
import org.holdfast.web.json.SecretJson;
import org.holdfast.web.wallet.WalletDocument;
import org.jspecify.annotations.Nullable;

/** Lets an endpoint in and keeps it out: enrolment tokens, certificates, groups, grants. */
@Path("/endpoints")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class EndpointAccessResource {

  @Inject private ManageEndpoints manageEndpoints;
  @Inject private ManageWallets manageWallets;

  /** The token is in this answer and nowhere else. */
  @POST
  @Path("/{id}/token")
  public StreamingOutput token(
      InputStream input, @PathParam("id") String id, @Context HttpHeaders headers) {
    try (RequestBody body = OptionalBody.read(input, headers).only("lifetimeMinutes")) {
      Integer minutes = body.optionalInteger("lifetimeMinutes");
      EnrolmentToken token =
          manageEndpoints.token(
              EndpointId.parse(id),
              minutes == null ? ManageEndpoints.TOKEN_LIFETIME : Duration.ofMinutes(minutes));
      Map<String, @Nullable Object> json = Json.object();
      json.put("token", token.token());
      json.put("expires", token.expires());
      return SecretJson.of(json);
    }
  }

  @POST
  @Path("/{id}/suspend")
  public Response suspend(@PathParam("id") String id) {
    return EndpointDocument.answer(Response.ok(), manageEndpoints.suspend(EndpointId.parse(id)));
  }

  @POST
  @Path("/{id}/resume")
  public Response resume(@PathParam("id") String id) {
    return EndpointDocument.answer(Response.ok(), manageEndpoints.resume(EndpointId.parse(id)));
  }

  @POST
  @Path("/{id}/revoke")
  public Response revoke(@PathParam("id") String id) {
    return EndpointDocument.answer(Response.ok(), manageEndpoints.revoke(EndpointId.parse(id)));
  }

  @GET
  @Path("/{id}/certificates")
  public String certificates(@PathParam("id") String id) {
    return Json.list(manageEndpoints.certificates(EndpointId.parse(id)), EndpointDocument::render);
  }

  @GET
  @Path("/{id}/groups")
  public String groups(@PathParam("id") String id) {
    return Json.list(manageEndpoints.groups(EndpointId.parse(id)), EndpointDocument::render);
  }

  /** Those to the endpoint itself; those to its groups are the groups'. */
  @GET
  @Path("/{id}/grants")
  public String grants(@PathParam("id") String id) {
    EndpointId endpoint = manageEndpoints.find(EndpointId.parse(id)).id();
    return Json.list(
        manageWallets.grantsTo(new Grantee(Grantee.Kind.ENDPOINT, endpoint.value())),
        WalletDocument::render);
  }
}
