package org.holdfast.web.system;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.ejb.system.SystemStatus;
import org.holdfast.ejb.system.SystemView;
import org.holdfast.web.json.Json;
import org.jspecify.annotations.Nullable;

/** How the vault is; answers to anybody, whatever is away. */
@Path("/system/status")
@RequestScoped
public class StatusResource {

  @Inject private SystemStatus systemStatus;

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public String status() {
    return Json.write(render(systemStatus.current()));
  }

  private static Map<String, @Nullable Object> render(SystemView view) {
    Map<String, @Nullable Object> json = Json.object();
    json.put("version", view.version());
    json.put("installed", view.installed());
    json.put("rootOfTrust", view.rootOfTrust());
    json.put("vault", view.open() ? "OPEN" : "CLOSED");
    ErrorCode cause = view.closedBecause();
    if (cause != null) {
      Map<String, @Nullable Object> closedBecause = Json.object();
      closedBecause.put("code", cause.id());
      closedBecause.put("title", cause.title());
      closedBecause.put("cure", cause.cure());
      json.put("closedBecause", closedBecause);
    }
    json.put("since", view.since());
    json.put("database", view.databaseReachable() ? "UP" : "DOWN");
    return json;
  }
}
