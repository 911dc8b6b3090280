package org.holdfast.web.install;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.holdfast.domain.access.NewAdministrator;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.access.UserName;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.ejb.install.PostInstall;
import org.holdfast.web.json.RequestBody;

/** Post-install by script. */
@Path("/install")
@RequestScoped
public class InstallResource {

  @Inject private PostInstall postInstall;

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response install(InputStream input) {
    List<NewAdministrator> administrators = new ArrayList<>();
    try (RequestBody body =
            RequestBody.read(input).only("code", "recoveryPassphrase", "administrators");
        SecretChars code = body.secret("code");
        SecretChars passphrase = body.secret("recoveryPassphrase")) {
      for (RequestBody administrator : body.objects("administrators")) {
        administrators.add(administrator(administrator.only("name", "role", "password")));
      }
      postInstall.install(code, administrators, passphrase);
      return Response.status(Response.Status.CREATED).build();
    } finally {
      administrators.forEach(NewAdministrator::close);
    }
  }

  private static NewAdministrator administrator(RequestBody body) {
    return new NewAdministrator(
        userName(body), body.constant("role", Role.class), body.secret("password"));
  }

  private static UserName userName(RequestBody body) {
    try {
      return new UserName(body.text("name"));
    } catch (VaultException e) {
      throw e.atField(body.field("name"));
    }
  }
}
