package org.holdfast.web.access;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Map;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.access.User;
import org.holdfast.domain.access.UserName;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.ejb.access.ManageUsers;
import org.holdfast.web.json.Json;
import org.holdfast.web.json.RequestBody;
import org.jspecify.annotations.Nullable;

/** Console users, for System Administrators. */
@Path("/users")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class UsersResource {

  private static final int MAX_NAME = 255;

  @Inject private ManageUsers manageUsers;

  @GET
  public String list() {
    return Json.list(manageUsers.list(), UsersResource::render);
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(InputStream input) {
    try (RequestBody body = RequestBody.read(input).only("name", "role", "password");
        SecretChars password = body.secret("password")) {
      User user =
          manageUsers.create(
              new UserName(body.text("name", MAX_NAME)),
              body.constant("role", Role.class),
              password);
      return Response.status(Response.Status.CREATED).entity(Json.write(render(user))).build();
    }
  }

  private static Map<String, @Nullable Object> render(User user) {
    Map<String, @Nullable Object> json = Json.object();
    json.put("id", user.id());
    json.put("name", user.name());
    json.put("role", user.role().name());
    return json;
  }
}
