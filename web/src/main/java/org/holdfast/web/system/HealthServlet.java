package org.holdfast.web.system;

import jakarta.ejb.EJB;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.ejb.system.SystemStatus;
import org.holdfast.ejb.system.SystemView;
import org.holdfast.web.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * Health for load balancers and supervisors. Alive means that this program answers; ready, that
 * requests for security objects will be served.
 */
@WebServlet(
    name = "HealthServlet",
    urlPatterns = {"/health/live", "/health/ready"})
public class HealthServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @EJB private transient SystemStatus systemStatus;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getServletPath().endsWith("/live")) {
      send(response, true, List.of());
      return;
    }
    SystemView view = systemStatus.current();
    send(
        response,
        view.ready(),
        List.of(
            check(
                "database",
                view.databaseReachable(),
                view.databaseReachable() ? null : ErrorCode.DATABASE_AWAY),
            check("vault", view.open(), view.closedBecause())));
  }

  private static Map<String, @Nullable Object> check(
      String name, boolean up, @Nullable ErrorCode cause) {
    Map<String, @Nullable Object> check = Json.object();
    check.put("name", name);
    check.put("status", up ? "UP" : "DOWN");
    if (cause != null) {
      check.put("data", Map.of("code", cause.id(), "title", cause.title()));
    }
    return check;
  }

  private static void send(
      HttpServletResponse response, boolean up, List<Map<String, @Nullable Object>> checks)
      throws IOException {
    Map<String, @Nullable Object> health = Json.object();
    health.put("status", up ? "UP" : "DOWN");
    if (!checks.isEmpty()) {
      health.put("checks", checks);
    }
    response.setStatus(up ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    response.setContentType("application/json");
    response.getOutputStream().write(Json.write(health).getBytes(StandardCharsets.UTF_8));
  }
}
