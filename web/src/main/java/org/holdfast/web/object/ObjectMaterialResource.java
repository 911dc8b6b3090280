package org.holdfast.web.object;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
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
import java.util.List;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.object.ObjectId;
import org.holdfast.domain.object.RetrievedObject;
import org.holdfast.ejb.object.CreateObject;
import org.holdfast.ejb.object.FindObject;
import org.holdfast.ejb.object.ReadObject;
import org.holdfast.web.json.QueryParameters;
import org.holdfast.web.json.RequestBody;
import org.jspecify.annotations.Nullable;

/** The material of security objects, for whoever may have it. */
@Path("/objects")
@RequestScoped
public class ObjectMaterialResource {

  private static final String PEM = "application/x-pem-file";
  private static final int UUID_LENGTH = 36;

  @Inject private FindObject findObject;
  @Inject private ReadObject readObject;

  @GET
  @Path("/{id}/material")
  @Produces("application/json;qs=1")
  public StreamingOutput material(@PathParam("id") String id, @Context UriInfo uri) {
    return MaterialOutput.json(read(id, uri));
  }

  @GET
  @Path("/{id}/material")
  @Produces("application/octet-stream;qs=0.5")
  public StreamingOutput rawMaterial(@PathParam("id") String id, @Context UriInfo uri) {
    return MaterialOutput.raw(read(id, uri));
  }

  /** Of asymmetric keys and certificates; of others nothing is read. */
  @GET
  @Path("/{id}/material")
  @Produces(PEM + ";qs=0.3")
  public StreamingOutput pemMaterial(@PathParam("id") String id, @Context UriInfo uri) {
    Pem.label(findObject.find(ObjectId.parse(id)).type());
    return MaterialOutput.pem(read(id, uri));
  }

  /** So that HEAD reads no material, which would be audited and never sent. */
  @HEAD
  @Path("/{id}/material")
  @Produces({MediaType.APPLICATION_JSON, MediaType.APPLICATION_OCTET_STREAM, PEM})
  public Response materialHead(@PathParam("id") String id) {
    findObject.find(ObjectId.parse(id));
    return Response.ok().build();
  }

  /** The current material of several, all of them or none. */
  @POST
  @Path("/bulk-read")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public StreamingOutput readAll(InputStream input) {
    try (RequestBody body = RequestBody.read(input).only("ids")) {
      List<ObjectId> ids =
          body.texts("ids", CreateObject.MAX_BULK, UUID_LENGTH).stream()
              .map(ObjectId::parse)
              .toList();
      if (ids.isEmpty()) {
        throw new VaultException(ErrorCode.INPUT_MISSING, "the field 'ids'").atField("ids");
      }
      return MaterialOutput.list(readObject.readAll(ids));
    }
  }

  private RetrievedObject read(String id, UriInfo uri) {
    return readObject.read(ObjectId.parse(id), version(uri));
  }

  private static @Nullable Integer version(UriInfo uri) {
    Integer version = QueryParameters.only(uri, "version").number("version");
    if (version != null && version < 1) {
      throw new VaultException(ErrorCode.INPUT_INVALID, "versions count from 1").atField("version");
    }
    return version;
  }
}
