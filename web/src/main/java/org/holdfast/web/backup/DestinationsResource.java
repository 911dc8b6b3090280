package org.holdfast.web.backup;

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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.UUID;
import org.holdfast.domain.backup.Destination;
import org.holdfast.domain.backup.DestinationDraft;
import org.holdfast.domain.backup.HostKey;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.ejb.backup.ListBackups;
import org.holdfast.ejb.backup.ManageDestinations;
import org.holdfast.web.json.Json;
import org.holdfast.web.json.RequestBody;
import org.jspecify.annotations.Nullable;

/** Where backups go, and what lies there. */
@Path("/backups/destinations")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class DestinationsResource {

  @Inject private ManageDestinations manageDestinations;
  @Inject private ListBackups listBackups;

  @GET
  public String list() {
    return Json.list(manageDestinations.list(), DestinationDocument::render);
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(InputStream input, @Context UriInfo uri) {
    Destination made = save(input, null);
    return Response.created(uri.getAbsolutePathBuilder().path(made.id().toString()).build())
        .entity(Json.write(DestinationDocument.render(made)))
        .build();
  }

  /** The host key that a server shows now, for somebody to compare. */
  @POST
  @Path("/probe")
  @Consumes(MediaType.APPLICATION_JSON)
  public String probe(InputStream input) {
    try (RequestBody body = RequestBody.read(input)) {
      HostKey key = manageDestinations.probe(DestinationBody.probe(body));
      if (key == null) {
        throw new IllegalStateException("An SSH server has no host key");
      }
      return Json.write(DestinationDocument.shown(key));
    }
  }

  @GET
  @Path("/{id}")
  public String find(@PathParam("id") String id) {
    return Json.write(
        DestinationDocument.render(manageDestinations.find(BackupFields.destination(id))));
  }

  /** The host key that is pinned and the password stay if they are left out. */
  @PUT
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  public String change(InputStream input, @PathParam("id") String id) {
    return Json.write(DestinationDocument.render(save(input, BackupFields.destination(id))));
  }

  @DELETE
  @Path("/{id}")
  public Response delete(@PathParam("id") String id) {
    manageDestinations.delete(BackupFields.destination(id));
    return Response.noContent().build();
  }

  @GET
  @Path("/{id}/files")
  public String files(@PathParam("id") String id) {
    return Json.list(listBackups.list(BackupFields.destination(id)), DestinationDocument::render);
  }

  private Destination save(InputStream input, @Nullable UUID id) {
    try (RequestBody body = RequestBody.read(input)) {
      DestinationDraft draft = DestinationBody.draft(body);
      try (SecretChars password = body.optionalSecret(DestinationBody.PASSWORD)) {
        return id == null
            ? manageDestinations.create(draft, password)
            : manageDestinations.change(id, draft, password);
      }
    } catch (VaultException e) {
      throw DestinationBody.renamed(e);
    }
  }
}
