package org.holdfast.web.wallet;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.holdfast.domain.access.AccessLevel;
import org.holdfast.domain.access.Grantee;
import org.holdfast.domain.access.WalletId;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.identifier.Identifiers;
import org.holdfast.ejb.access.ManageWallets;
import org.holdfast.web.json.Json;
import org.holdfast.web.json.RequestBody;

/** Who has access to a virtual wallet. */
@Path("/wallets")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class GrantsResource {

  @Inject private ManageWallets manageWallets;

  @GET
  @Path("/{id}/grants")
  public String list(@PathParam("id") String id) {
    return Json.list(manageWallets.grants(WalletId.parse(id)), WalletDocument::render);
  }

  /** In place of any access that the grantee had. */
  @PUT
  @Path("/{id}/grants/{kind}/{granteeId}")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response grant(
      InputStream input,
      @PathParam("id") String id,
      @PathParam("kind") String kind,
      @PathParam("granteeId") String granteeId) {
    try (RequestBody body = RequestBody.read(input).only("level")) {
      AccessLevel level = body.constant("level", AccessLevel.class);
      manageWallets.grant(WalletId.parse(id), grantee(kind, granteeId), level);
      return Response.noContent().build();
    }
  }

  @DELETE
  @Path("/{id}/grants/{kind}/{granteeId}")
  public Response ungrant(
      @PathParam("id") String id,
      @PathParam("kind") String kind,
      @PathParam("granteeId") String granteeId) {
    manageWallets.ungrant(WalletId.parse(id), grantee(kind, granteeId));
    return Response.noContent().build();
  }

  static Grantee grantee(String kind, String id) {
    Grantee.Kind found = RequestBody.constant(kind, Grantee.Kind.class, "kind");
    ErrorCode unknown =
        switch (found) {
          case USER -> ErrorCode.USER_UNKNOWN;
          case ENDPOINT -> ErrorCode.ENDPOINT_UNKNOWN;
          case GROUP -> ErrorCode.GROUP_UNKNOWN;
        };
    return new Grantee(found, Identifiers.parse(id, unknown));
  }
}
