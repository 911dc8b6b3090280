package org.holdfast.web.access;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.ejb.access.ChangePassword;
import org.holdfast.web.json.RequestBody;

/** The caller's own account. */
@Path("/account")
@RequestScoped
public class AccountResource {

  @Inject private ChangePassword changePassword;

  @POST
  @Path("/password")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response changePassword(InputStream input, @Context SecurityContext caller) {
    try (RequestBody body = RequestBody.read(input).only("currentPassword", "newPassword");
        SecretChars current = body.secret("currentPassword");
        SecretChars replacement = body.secret("newPassword")) {
      changePassword.change(current, replacement);
      ConsoleSessions.endOthers(caller.getUserPrincipal().getName(), null);
      return Response.noContent().build();
    }
  }
}
