package org.holdfast.web.object;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.object.ObjectId;
import org.holdfast.domain.object.RetrievedObject;
import org.holdfast.ejb.object.FindObject;
import org.holdfast.ejb.object.ReadObject;
import org.holdfast.web.json.QueryParameters;
import org.jspecify.annotations.Nullable;

/**
 * The material of a security object, for whoever may have it. The path is the class's, so that the
 * call most made is found without trying the paths of all others.
 */
@Path("/objects/{id}/material")
@RequestScoped
public class ObjectMaterialResource {

  private static final String PEM = "application/x-pem-file";

  @Inject private FindObject findObject;
  @Inject private ReadObject readObject;

  @GET
  @Produces("application/json;qs=1")
  public StreamingOutput material(@PathParam("id") String id, @Context UriInfo uri) {
    return MaterialOutput.json(read(id, uri));
  }

  @GET
  @Produces("application/octet-stream;qs=0.5")
  public StreamingOutput rawMaterial(@PathParam("id") String id, @Context UriInfo uri) {
    return MaterialOutput.raw(read(id, uri));
  }

  /** Of asymmetric keys and certificates; of others nothing is read. */
  @GET
  @Produces(PEM + ";qs=0.3")
  public StreamingOutput pemMaterial(@PathParam("id") String id, @Context UriInfo uri) {
    Pem.label(findObject.find(ObjectId.parse(id)).type());
    return MaterialOutput.pem(read(id, uri));
  }

  /** So that HEAD reads no material, which would be audited and never sent. */
  @HEAD
  @Produces({MediaType.APPLICATION_JSON, MediaType.APPLICATION_OCTET_STREAM, PEM})
  public Response materialHead(@PathParam("id") String id) {
    findObject.find(ObjectId.parse(id));
    return Response.ok().build();
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
