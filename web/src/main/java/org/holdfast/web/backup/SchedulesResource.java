package org.holdfast.web.backup;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.UUID;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.identifier.Identifiers;
import org.holdfast.ejb.backup.ManageSchedules;
import org.holdfast.ejb.backup.ScheduleView;
import org.holdfast.web.json.Json;
import org.holdfast.web.json.RequestBody;

/** When backups are made. */
@Path("/backups/schedules")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class SchedulesResource {

  @Inject private ManageSchedules manageSchedules;

  @GET
  public String list() {
    return Json.list(manageSchedules.list(), ScheduleDocument::render);
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(InputStream input, @Context UriInfo uri) {
    try (RequestBody body = RequestBody.read(input)) {
      ScheduleView made = manageSchedules.create(ScheduleBody.read(body));
      return Response.created(
              uri.getAbsolutePathBuilder().path(made.schedule().id().toString()).build())
          .entity(write(made))
          .build();
    }
  }

  @GET
  @Path("/{id}")
  public String find(@PathParam("id") String id) {
    return write(manageSchedules.find(parse(id)));
  }

  @DELETE
  @Path("/{id}")
  public Response delete(@PathParam("id") String id) {
    manageSchedules.delete(parse(id));
    return Response.noContent().build();
  }

  @POST
  @Path("/{id}/pause")
  public String pause(@PathParam("id") String id) {
    return write(manageSchedules.pause(parse(id)));
  }

  @POST
  @Path("/{id}/resume")
  public String resume(@PathParam("id") String id) {
    return write(manageSchedules.resume(parse(id)));
  }

  private static UUID parse(String id) {
    return Identifiers.parse(id, ErrorCode.SCHEDULE_UNKNOWN);
  }

  private static String write(ScheduleView view) {
    return Json.write(ScheduleDocument.render(view));
  }
}
