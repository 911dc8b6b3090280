package org.holdfast.web.object;

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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.object.ObjectId;
import org.holdfast.domain.object.SecurityObject;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.ejb.object.ChangeObject;
import org.holdfast.ejb.object.CreateObject;
import org.holdfast.ejb.object.DestroyObject;
import org.holdfast.ejb.object.FindObject;
import org.holdfast.ejb.object.IdempotencyKey;
import org.holdfast.ejb.object.ListObjects;
import org.holdfast.web.condition.Once;
import org.holdfast.web.condition.Revision;
import org.holdfast.web.json.BodyBytes;
import org.holdfast.web.json.Json;
import org.holdfast.web.json.QueryParameters;
import org.holdfast.web.json.RequestBody;
import org.jspecify.annotations.Nullable;

/** Security objects: make, list, look at, change, destroy. */
@Path("/objects")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ObjectsResource {

  /** Longest material, in bytes. */
  private static final int MAX_MATERIAL = 1 << 20;

  @Inject private CreateObject createObject;
  @Inject private ListObjects listObjects;
  @Inject private FindObject findObject;
  @Inject private ChangeObject changeObject;
  @Inject private DestroyObject destroyObject;

  /** Keeps the material sent, or has the vault make it. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(InputStream input, @Context UriInfo uri, @Context HttpHeaders headers) {
    IdempotencyKey once = Once.key(headers);
    CreateObject.Item item;
    try (RequestBody body = RequestBody.read(input)) {
      item = NewObjectBody.item(body);
    }
    try (SecretBytes material = item.material()) {
      return ObjectDocument.created(
          AttributeFields.named(
              () ->
                  material == null
                      ? createObject.create(item.object(), once)
                      : createObject.register(item.object(), material, once)),
          uri);
    }
  }

  /** Keeps the body itself: for material that is large or in a file. */
  @POST
  @Consumes(MediaType.APPLICATION_OCTET_STREAM)
  public Response register(InputStream input, @Context UriInfo uri, @Context HttpHeaders headers) {
    IdempotencyKey once = Once.key(headers);
    QueryParameters parameters = NewObjectParameters.read(uri);
    try (SecretBytes material = BodyBytes.secret(input, MAX_MATERIAL)) {
      return ObjectDocument.created(
          createObject.register(NewObjectParameters.object(parameters), material, once), uri);
    }
  }

  /** Has the vault make a key pair. */
  @POST
  @Path("/key-pairs")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response createPair(InputStream input, @Context HttpHeaders headers) {
    try (RequestBody body = RequestBody.read(input)) {
      CreateObject.NewPair wanted = NewObjectBody.pair(body);
      CreateObject.Pair pair =
          AttributeFields.named(() -> createObject.createPair(wanted, Once.key(headers)));
      Map<String, @Nullable Object> json = Json.object();
      json.put("privateKey", ObjectDocument.render(pair.privateKey()));
      json.put("publicKey", ObjectDocument.render(pair.publicKey()));
      return Response.status(Response.Status.CREATED).entity(Json.write(json)).build();
    }
  }

  /** Makes several, all of them or none. */
  @POST
  @Path("/bulk")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response createAll(InputStream input, @Context HttpHeaders headers) {
    IdempotencyKey once = Once.key(headers);
    List<CreateObject.Item> items;
    try (RequestBody body = RequestBody.readBulk(input)) {
      items = NewObjectBody.items(body);
    }
    try {
      List<SecurityObject> made = AttributeFields.named(() -> createObject.createAll(items, once));
      return Response.status(Response.Status.CREATED)
          .entity(Json.list(made, ObjectDocument::render))
          .build();
    } finally {
      NewObjectBody.close(items);
    }
  }

  /** Destroyed objects are listed only if their state is asked for. */
  @GET
  public String list(@Context UriInfo uri) {
    ObjectList list = ObjectList.of(uri);
    String name = list.exactName();
    return name == null ? list.answer(listObjects) : list.one(byName(name));
  }

  @GET
  @Path("/{id}")
  public Response find(@PathParam("id") String id, @Context HttpHeaders headers) {
    SecurityObject object = findObject.find(ObjectId.parse(id));
    return Revision.unlessKnown(headers, object.revision(), () -> ObjectDocument.ok(object));
  }

  /** A merge patch (RFC 7396): what is not sent stays, null takes away. */
  @PATCH
  @Path("/{id}")
  @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
  public Response change(
      InputStream input, @PathParam("id") String id, @Context HttpHeaders headers) {
    UUID revision = Revision.wanted(headers);
    ObjectId object = ObjectId.parse(id);
    try (RequestBody body = RequestBody.read(input)) {
      ObjectPatch patch =
          ObjectPatch.read(body, () -> findObject.find(object).attributes().custom().keySet());
      return ObjectDocument.ok(
          AttributeFields.named(
              () -> changeObject.change(object, patch.name(), patch.attributes(), revision)));
    }
  }

  @DELETE
  @Path("/{id}")
  public Response destroy(@PathParam("id") String id, @Context HttpHeaders headers) {
    return ObjectDocument.ok(destroyObject.destroy(ObjectId.parse(id), Revision.wanted(headers)));
  }

  private List<SecurityObject> byName(String name) {
    try {
      return List.of(findObject.byName(name));
    } catch (VaultException e) {
      if (e.code() == ErrorCode.OBJECT_UNKNOWN) {
        return List.of();
      }
      throw e;
    }
  }
}
