package org.holdfast.web.endpoint;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
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
import org.holdfast.domain.access.Endpoint;
import org.holdfast.domain.access.EndpointId;
import org.holdfast.domain.access.EndpointName;
import org.holdfast.domain.access.EndpointRepository;
import org.holdfast.domain.access.EndpointState;
import org.holdfast.domain.access.GroupId;
import org.holdfast.domain.access.WalletId;
import org.holdfast.domain.page.PageRequest;
import org.holdfast.ejb.access.ManageEndpoints;
import org.holdfast.web.condition.Revision;
import org.holdfast.web.json.Json;
import org.holdfast.web.json.LabelFields;
import org.holdfast.web.json.QueryParameters;
import org.holdfast.web.json.RequestBody;
import org.jspecify.annotations.Nullable;

/** Endpoints: register, list, look at, change, delete. */
@Path("/endpoints")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class EndpointsResource {

  private static final String NAME = LabelFields.NAME;
  private static final String DESCRIPTION = LabelFields.DESCRIPTION;
  private static final String DEFAULT_WALLET = "defaultWallet";
  private static final int MAX_NAME = 255;
  private static final int UUID_LENGTH = 36;

  @Inject private ManageEndpoints manageEndpoints;

  @GET
  public String list(@Context UriInfo uri) {
    QueryParameters parameters = QueryParameters.of(uri, NAME, "state", "group");
    PageRequest page = parameters.page();
    String group = parameters.text("group");
    EndpointRepository.Query query =
        new EndpointRepository.Query(
            parameters.text(NAME),
            parameters.constant("state", EndpointState.class),
            group == null ? null : GroupId.parse(group));
    return Json.page(manageEndpoints.list(query, page), page, EndpointDocument::render);
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(InputStream input, @Context UriInfo uri) {
    try (RequestBody body = RequestBody.read(input).only(NAME, DESCRIPTION, DEFAULT_WALLET)) {
      Endpoint endpoint =
          manageEndpoints.create(
              new EndpointName(body.text(NAME, MAX_NAME)),
              LabelFields.description(body),
              defaultWallet(body));
      return EndpointDocument.answer(
          Response.created(uri.getAbsolutePathBuilder().path(endpoint.id().toString()).build()),
          endpoint);
    }
  }

  @GET
  @Path("/{id}")
  public Response find(@PathParam("id") String id, @Context HttpHeaders headers) {
    Endpoint endpoint = manageEndpoints.find(EndpointId.parse(id));
    return Revision.unlessKnown(
        headers, endpoint.revision(), () -> EndpointDocument.answer(Response.ok(), endpoint));
  }

  /** A merge patch (RFC 7396), upon the revision that it was merged with. */
  @PATCH
  @Path("/{id}")
  @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
  public Response change(
      InputStream input, @PathParam("id") String id, @Context HttpHeaders headers) {
    UUID revision = Revision.wanted(headers);
    EndpointId endpoint = EndpointId.parse(id);
    try (RequestBody body = RequestBody.read(input).only(DESCRIPTION, DEFAULT_WALLET)) {
      Endpoint before = manageEndpoints.find(endpoint);
      return EndpointDocument.answer(
          Response.ok(),
          manageEndpoints.change(
              endpoint,
              LabelFields.description(body, before.description()),
              body.has(DEFAULT_WALLET) ? defaultWallet(body) : before.defaultWallet(),
              Objects.requireNonNullElse(revision, before.revision())));
    }
  }

  @DELETE
  @Path("/{id}")
  public Response delete(@PathParam("id") String id, @Context HttpHeaders headers) {
    UUID revision = Revision.wanted(headers);
    EndpointId endpoint = EndpointId.parse(id);
    if (revision != null) {
      Revision.check(revision, manageEndpoints.find(endpoint).revision());
    }
    manageEndpoints.delete(endpoint);
    return Response.noContent().build();
  }

  private static @Nullable WalletId defaultWallet(RequestBody body) {
    String wallet = body.optionalText(DEFAULT_WALLET, UUID_LENGTH);
    return wallet == null ? null : WalletId.parse(wallet);
  }
}
