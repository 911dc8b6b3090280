package org.holdfast.web.object;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
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
import java.util.UUID;
import org.holdfast.domain.object.LinkType;
import org.holdfast.domain.object.ObjectId;
import org.holdfast.domain.object.Revocation;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.ejb.object.ChangeObject;
import org.holdfast.ejb.object.FindObject;
import org.holdfast.ejb.object.RotateObject;
import org.holdfast.web.condition.Revision;
import org.holdfast.web.json.Json;
import org.holdfast.web.json.OptionalBody;
import org.holdfast.web.json.RequestBody;

/** What happens to a security object between its making and its end, and what has happened. */
@Path("/objects")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ObjectLifeCycleResource {

  private static final int MAX_MESSAGE = 1_000;
  private static final int UUID_LENGTH = 36;

  @Inject private ChangeObject changeObject;
  @Inject private RotateObject rotateObject;
  @Inject private FindObject findObject;

  @POST
  @Path("/{id}/activate")
  public Response activate(@PathParam("id") String id, @Context HttpHeaders headers) {
    return ObjectDocument.ok(changeObject.activate(ObjectId.parse(id), Revision.wanted(headers)));
  }

  @POST
  @Path("/{id}/revoke")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response revoke(
      InputStream input, @PathParam("id") String id, @Context HttpHeaders headers) {
    UUID revision = Revision.wanted(headers);
    try (RequestBody body =
        RequestBody.read(input).only("reason", "message", "compromiseOccurrence")) {
      Revocation why =
          new Revocation(
              body.constant("reason", Revocation.Reason.class),
              body.textOrEmpty("message", MAX_MESSAGE),
              body.optionalTime("compromiseOccurrence"));
      return ObjectDocument.ok(changeObject.revoke(ObjectId.parse(id), why, revision));
    }
  }

  /** Without a body, the vault makes the new version. */
  @POST
  @Path("/{id}/rotate")
  public Response rotate(
      InputStream input, @PathParam("id") String id, @Context HttpHeaders headers) {
    UUID revision = Revision.wanted(headers);
    try (RequestBody body = OptionalBody.read(input, headers).only("material", "pem");
        SecretBytes material = NewObjectBody.material(body)) {
      return ObjectDocument.ok(rotateObject.rotate(ObjectId.parse(id), material, revision));
    }
  }

  /** The answer is the new object, at its own address. */
  @POST
  @Path("/{id}/rekey")
  public Response rekey(
      @PathParam("id") String id, @Context UriInfo uri, @Context HttpHeaders headers) {
    return ObjectDocument.created(
        rotateObject.rekey(ObjectId.parse(id), Revision.wanted(headers)), uri);
  }

  @PUT
  @Path("/{id}/links/{type}")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response link(
      InputStream input, @PathParam("id") String id, @PathParam("type") String type) {
    try (RequestBody body = RequestBody.read(input).only("target")) {
      ObjectId target = ObjectId.parse(body.text("target", UUID_LENGTH));
      return ObjectDocument.ok(changeObject.link(ObjectId.parse(id), linkType(type), target));
    }
  }

  @DELETE
  @Path("/{id}/links/{type}")
  public Response unlink(@PathParam("id") String id, @PathParam("type") String type) {
    return ObjectDocument.ok(changeObject.link(ObjectId.parse(id), linkType(type), null));
  }

  @GET
  @Path("/{id}/versions")
  public String versions(@PathParam("id") String id) {
    return Json.list(findObject.versions(ObjectId.parse(id)), HistoryDocument::version);
  }

  @GET
  @Path("/{id}/history")
  public String history(@PathParam("id") String id) {
    return Json.list(findObject.history(ObjectId.parse(id)), HistoryDocument::change);
  }

  private static LinkType linkType(String type) {
    return RequestBody.constant(type, LinkType.class, "type");
  }
}
