package org.holdfast.web.access;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.holdfast.domain.access.IssuedToken;
import org.holdfast.domain.secret.SecretAccess;
import org.holdfast.ejb.access.IssueToken;
import org.holdfast.web.json.Json;
import org.jspecify.annotations.Nullable;

/** Bearer tokens. */
@Path("/tokens")
@RequestScoped
public class TokenResource {

  @Inject private IssueToken issueToken;

  @POST
  @Produces(MediaType.APPLICATION_JSON)
  public String issue() {
    try (IssuedToken issued = issueToken.issue()) {
      Map<String, @Nullable Object> json = Json.object();
      json.put("token", new String(issued.token().toCharArray(SecretAccess.granted())));
      json.put("expires", issued.expires());
      json.put("type", "Bearer");
      return Json.write(json);
    }
  }
}
