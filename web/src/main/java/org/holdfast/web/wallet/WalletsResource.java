package org.holdfast.web.wallet;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.Objects;
import java.util.UUID;
import org.holdfast.domain.access.FilledWallet;
import org.holdfast.domain.access.Label;
import org.holdfast.domain.access.Protection;
import org.holdfast.domain.access.VirtualWallet;
import org.holdfast.domain.access.WalletId;
import org.holdfast.domain.object.ObjectId;
import org.holdfast.domain.page.PageRequest;
import org.holdfast.ejb.access.ManageWallets;
import org.holdfast.ejb.object.ListObjects;
import org.holdfast.web.condition.Revision;
import org.holdfast.web.json.Json;
import org.holdfast.web.json.LabelFields;
import org.holdfast.web.json.QueryParameters;
import org.holdfast.web.json.RequestBody;
import org.holdfast.web.object.ObjectList;

/** Virtual wallets and what is in them. */
@Path("/wallets")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class WalletsResource {

  private static final String PROTECTION = "protection";

  @Inject private ManageWallets manageWallets;
  @Inject private ListObjects listObjects;

  @GET
  public String list(@Context UriInfo uri) {
    QueryParameters parameters = QueryParameters.of(uri, LabelFields.NAME);
    PageRequest page = parameters.page();
    return Json.page(
        manageWallets.listFilled(parameters.text(LabelFields.NAME), page),
        page,
        WalletDocument::render);
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(InputStream input, @Context UriInfo uri) {
    try (RequestBody body =
        RequestBody.read(input).only(LabelFields.NAME, LabelFields.DESCRIPTION, PROTECTION)) {
      VirtualWallet wallet =
          manageWallets.create(
              LabelFields.read(body),
              Objects.requireNonNullElse(
                  body.optionalConstant(PROTECTION, Protection.class), Protection.MASTER_KEY));
      return WalletDocument.answer(
          Response.created(uri.getAbsolutePathBuilder().path(wallet.id().toString()).build()),
          new FilledWallet(wallet, 0));
    }
  }

  @GET
  @Path("/{id}")
  public Response find(@PathParam("id") String id, @Context HttpHeaders headers) {
    VirtualWallet wallet = manageWallets.find(WalletId.parse(id));
    return Revision.unlessKnown(
        headers,
        wallet.revision(),
        () -> WalletDocument.answer(Response.ok(), manageWallets.findFilled(wallet.id())));
  }

  /** A merge patch (RFC 7396), upon the revision that it was merged with. */
  @PATCH
  @Path("/{id}")
  @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
  public Response change(
      InputStream input, @PathParam("id") String id, @Context HttpHeaders headers) {
    UUID revision = Revision.wanted(headers);
    WalletId wallet = WalletId.parse(id);
    try (RequestBody body =
        RequestBody.read(input).only(LabelFields.NAME, LabelFields.DESCRIPTION, PROTECTION)) {
      VirtualWallet before = manageWallets.find(wallet);
      Label label = LabelFields.merge(body, new Label(before.name(), before.description()));
      Protection protection =
          body.has(PROTECTION) ? body.constant(PROTECTION, Protection.class) : before.protection();
      manageWallets.change(
          wallet, label, protection, Objects.requireNonNullElse(revision, before.revision()));
      return WalletDocument.answer(Response.ok(), manageWallets.findFilled(wallet));
    }
  }

  @DELETE
  @Path("/{id}")
  public Response delete(@PathParam("id") String id, @Context HttpHeaders headers) {
    UUID revision = Revision.wanted(headers);
    WalletId wallet = WalletId.parse(id);
    if (revision != null) {
      Revision.check(revision, manageWallets.find(wallet).revision());
    }
    manageWallets.delete(wallet);
    return Response.noContent().build();
  }

  /** Destroyed objects are listed only if their state is asked for. */
  @GET
  @Path("/{id}/objects")
  public String objects(@PathParam("id") String id, @Context UriInfo uri) {
    WalletId wallet = manageWallets.find(WalletId.parse(id)).id();
    return ObjectList.in(uri).answer(listObjects, wallet);
  }

  @PUT
  @Path("/{id}/objects/{objectId}")
  public Response put(@PathParam("id") String id, @PathParam("objectId") String objectId) {
    manageWallets.put(WalletId.parse(id), ObjectId.parse(objectId));
    return Response.noContent().build();
  }

  @DELETE
  @Path("/{id}/objects/{objectId}")
  public Response take(@PathParam("id") String id, @PathParam("objectId") String objectId) {
    manageWallets.take(WalletId.parse(id), ObjectId.parse(objectId));
    return Response.noContent().build();
  }
}
