package org.holdfast.web.backup;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.identifier.Identifiers;
import org.holdfast.domain.page.PageRequest;
import org.holdfast.ejb.backup.DeleteBackup;
import org.holdfast.ejb.backup.ManageSchedules;
import org.holdfast.web.json.Json;
import org.holdfast.web.json.QueryParameters;

/** The backups that were made or tried, newest first. */
@Path("/backups/runs")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class RunsResource {

  @Inject private ManageSchedules manageSchedules;
  @Inject private DeleteBackup deleteBackup;
  @Inject private RunDocuments documents;

  @GET
  public String list(@Context UriInfo uri) {
    PageRequest page = QueryParameters.of(uri).page();
    return Json.page(manageSchedules.runs(page), page, documents::render);
  }

  @GET
  @Path("/{id}")
  public String find(@PathParam("id") String id) {
    return Json.write(
        documents.render(manageSchedules.run(Identifiers.parse(id, ErrorCode.BACKUP_UNKNOWN))));
  }

  /** Deletes the file before it expires; answers the run as it is then. */
  @DELETE
  @Path("/{id}")
  public String delete(@PathParam("id") String id) {
    return Json.write(
        documents.render(deleteBackup.delete(Identifiers.parse(id, ErrorCode.BACKUP_UNKNOWN))));
  }
}
