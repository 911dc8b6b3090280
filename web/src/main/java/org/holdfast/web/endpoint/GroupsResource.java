package org.holdfast.web.endpoint;

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
import org.holdfast.domain.access.EndpointGroup;
import org.holdfast.domain.access.EndpointId;
import org.holdfast.domain.access.EndpointRepository;
import org.holdfast.domain.access.GroupId;
import org.holdfast.domain.access.Label;
import org.holdfast.domain.page.PageRequest;
import org.holdfast.ejb.access.ManageEndpoints;
import org.holdfast.ejb.access.ManageGroups;
import org.holdfast.web.condition.Revision;
import org.holdfast.web.json.Json;
import org.holdfast.web.json.LabelFields;
import org.holdfast.web.json.QueryParameters;
import org.holdfast.web.json.RequestBody;

/** Endpoint groups and who is in them. */
@Path("/groups")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class GroupsResource {

  private static final String NAME = LabelFields.NAME;
  private static final String DESCRIPTION = LabelFields.DESCRIPTION;

  @Inject private ManageGroups manageGroups;
  @Inject private ManageEndpoints manageEndpoints;

  @GET
  public String list(@Context UriInfo uri) {
    QueryParameters parameters = QueryParameters.of(uri, NAME);
    PageRequest page = parameters.page();
    return Json.page(
        manageGroups.list(parameters.text(NAME), page), page, EndpointDocument::render);
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(InputStream input, @Context UriInfo uri) {
    try (RequestBody body = RequestBody.read(input).only(NAME, DESCRIPTION)) {
      EndpointGroup group = manageGroups.create(LabelFields.read(body));
      return EndpointDocument.answer(
          Response.created(uri.getAbsolutePathBuilder().path(group.id().toString()).build()),
          group);
    }
  }

  @GET
  @Path("/{id}")
  public Response find(@PathParam("id") String id, @Context HttpHeaders headers) {
    EndpointGroup group = manageGroups.find(GroupId.parse(id));
    return Revision.unlessKnown(
        headers, group.revision(), () -> EndpointDocument.answer(Response.ok(), group));
  }

  /** A merge patch (RFC 7396), upon the revision that it was merged with. */
  @PATCH
  @Path("/{id}")
  @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
  public Response change(
      InputStream input, @PathParam("id") String id, @Context HttpHeaders headers) {
    UUID revision = Revision.wanted(headers);
    GroupId group = GroupId.parse(id);
    try (RequestBody body = RequestBody.read(input).only(NAME, DESCRIPTION)) {
      EndpointGroup before = manageGroups.find(group);
      Label label = LabelFields.merge(body, new Label(before.name(), before.description()));
      return EndpointDocument.answer(
          Response.ok(),
          manageGroups.change(
              group, label, Objects.requireNonNullElse(revision, before.revision())));
    }
  }

  @DELETE
  @Path("/{id}")
  public Response delete(@PathParam("id") String id, @Context HttpHeaders headers) {
    UUID revision = Revision.wanted(headers);
    GroupId group = GroupId.parse(id);
    if (revision != null) {
      Revision.check(revision, manageGroups.find(group).revision());
    }
    manageGroups.delete(group);
    return Response.noContent().build();
  }

  @GET
  @Path("/{id}/endpoints")
  public String endpoints(@PathParam("id") String id, @Context UriInfo uri) {
    PageRequest page = QueryParameters.of(uri).page();
    GroupId group = manageGroups.find(GroupId.parse(id)).id();
    return Json.page(
        manageEndpoints.list(new EndpointRepository.Query(null, null, group), page),
        page,
        EndpointDocument::render);
  }

  @PUT
  @Path("/{id}/endpoints/{endpointId}")
  public Response add(@PathParam("id") String id, @PathParam("endpointId") String endpointId) {
    manageGroups.add(GroupId.parse(id), EndpointId.parse(endpointId));
    return Response.noContent().build();
  }

  @DELETE
  @Path("/{id}/endpoints/{endpointId}")
  public Response remove(@PathParam("id") String id, @PathParam("endpointId") String endpointId) {
    manageGroups.remove(GroupId.parse(id), EndpointId.parse(endpointId));
    return Response.noContent().build();
  }
}
