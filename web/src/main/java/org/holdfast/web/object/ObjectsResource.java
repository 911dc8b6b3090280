package org.holdfast.web.object;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.Map;
import org.holdfast.domain.material.Algorithm;
import org.holdfast.domain.material.ObjectType;
import org.holdfast.domain.object.NewObject;
import org.holdfast.domain.object.ObjectId;
import org.holdfast.domain.object.ObjectQuery;
import org.holdfast.domain.object.ObjectState;
import org.holdfast.domain.object.SecurityObject;
import org.holdfast.domain.page.PageRequest;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.ejb.object.CreateObject;
import org.holdfast.ejb.object.DestroyObject;
import org.holdfast.ejb.object.FindObject;
import org.holdfast.ejb.object.ListObjects;
import org.holdfast.ejb.object.ReadObject;
import org.holdfast.web.json.Json;
import org.holdfast.web.json.QueryParameters;
import org.holdfast.web.json.RequestBody;
import org.jspecify.annotations.Nullable;

/** Security objects. */
@Path("/objects")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ObjectsResource {

  @Inject private CreateObject createObject;
  @Inject private ListObjects listObjects;
  @Inject private FindObject findObject;
  @Inject private ReadObject readObject;
  @Inject private DestroyObject destroyObject;

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response store(InputStream input, @Context UriInfo uri) {
    try (RequestBody body = RequestBody.read(input).only("name", "type", "algorithm", "material");
        SecretBytes material = body.base64("material")) {
      NewObject description =
          NewObject.of(
              body.text("name"),
              body.constant("type", ObjectType.class),
              body.optionalConstant("algorithm", Algorithm.class));
      SecurityObject stored = createObject.register(description, material, null);
      return Response.created(uri.getAbsolutePathBuilder().path(stored.id().toString()).build())
          .entity(Json.write(render(stored)))
          .build();
    }
  }

  /** Destroyed objects are listed only if their state is asked for. */
  @GET
  public String list(@Context UriInfo uri) {
    QueryParameters parameters = QueryParameters.of(uri, "name", "type", "state");
    PageRequest page = parameters.page();
    ObjectState state = parameters.constant("state", ObjectState.class);
    ObjectQuery query =
        ObjectQuery.where()
            .nameContains(parameters.text("name"))
            .type(parameters.constant("type", ObjectType.class))
            .inState(state)
            .build();
    return Json.page(listObjects.list(query, page), page, ObjectsResource::render);
  }

  @GET
  @Path("/{id}")
  public String find(@PathParam("id") String id) {
    return Json.write(render(findObject.find(ObjectId.parse(id))));
  }

  @GET
  @Path("/{id}/material")
  @Produces("application/json;qs=1")
  public StreamingOutput material(@PathParam("id") String id) {
    return MaterialOutput.json(readObject.read(ObjectId.parse(id), null));
  }

  @GET
  @Path("/{id}/material")
  @Produces("application/octet-stream;qs=0.5")
  public StreamingOutput rawMaterial(@PathParam("id") String id) {
    return MaterialOutput.raw(readObject.read(ObjectId.parse(id), null));
  }

  /** So that HEAD reads no material, which would be audited and never sent. */
  @HEAD
  @Path("/{id}/material")
  @Produces({MediaType.APPLICATION_JSON, MediaType.APPLICATION_OCTET_STREAM})
  public Response materialHead(@PathParam("id") String id) {
    findObject.find(ObjectId.parse(id));
    return Response.ok().build();
  }

  @DELETE
  @Path("/{id}")
  public String destroy(@PathParam("id") String id) {
    return Json.write(render(destroyObject.destroy(ObjectId.parse(id), null)));
  }

  private static Map<String, @Nullable Object> render(SecurityObject object) {
    Map<String, @Nullable Object> json = Json.object();
    json.put("id", object.id());
    json.put("name", object.name());
    json.put("type", object.type().name());
    Algorithm algorithm = object.algorithm();
    Json.putIfPresent(json, "algorithm", algorithm == null ? null : algorithm.name());
    json.put("bits", object.bits());
    json.put("version", object.version());
    json.put("state", object.state().name());
    json.put("created", object.created());
    json.put("createdBy", object.createdBy());
    json.put("stateSince", object.stateSince());
    return json;
  }
}
