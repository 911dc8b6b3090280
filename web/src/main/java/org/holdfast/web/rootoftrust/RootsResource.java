package org.holdfast.web.rootoftrust;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.ejb.rootoftrust.ManageRoots;
import org.holdfast.web.json.RequestBody;

/** Several Roots of Trust at once (B8); every call answers which are in force afterwards. */
@Path("/hsm/roots")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class RootsResource {

  @Inject private ManageRoots manageRoots;

  /** Those in force, in order of priority. */
  @GET
  public String list() {
    return HsmDocument.render(manageRoots.list());
  }

  /** Add Root of Trust. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public String add(InputStream input) {
    try (RequestBody body =
            RequestBody.read(input)
                .only(
                    "name",
                    "vendor",
                    "credential",
                    "recoveryPassphrase",
                    "tokenLabel",
                    "allowModuleProtection");
        SecretChars credential = body.secret("credential");
        SecretChars passphrase = body.secret("recoveryPassphrase")) {
      manageRoots.add(
          body.text("name"),
          body.text("vendor"),
          credential,
          passphrase,
          body.optionalText("tokenLabel"),
          body.flag("allowModuleProtection", false));
      return list();
    }
  }

  /** Another name, another priority: what is not sent stays. */
  @PATCH
  @Path("/{name}")
  @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
  public String change(@PathParam("name") String name, InputStream input) {
    try (RequestBody body = RequestBody.read(input).only("name", "priority")) {
      manageRoots.change(name, body.optionalText("name"), body.optionalInteger("priority"));
      return list();
    }
  }

  /** Remove Root of Trust. */
  @DELETE
  @Path("/{name}")
  @Consumes(MediaType.APPLICATION_JSON)
  public String remove(@PathParam("name") String name, InputStream input) {
    try (RequestBody body = RequestBody.read(input).only("recoveryPassphrase");
        SecretChars passphrase = body.secret("recoveryPassphrase")) {
      manageRoots.remove(name, passphrase);
      return list();
    }
  }

  /** Rotate Root of Trust. */
  @POST
  @Path("/{name}/rotate")
  @Consumes(MediaType.APPLICATION_JSON)
  public String rotate(@PathParam("name") String name, InputStream input) {
    try (RequestBody body = RequestBody.read(input).only("recoveryPassphrase");
        SecretChars passphrase = body.secret("recoveryPassphrase")) {
      manageRoots.rotate(name, passphrase);
      return list();
    }
  }
}
