package org.holdfast.web.rootoftrust;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.ejb.rootoftrust.InitializeRootOfTrust;
import org.holdfast.ejb.rootoftrust.OpenVault;
import org.holdfast.ejb.rootoftrust.ReverseMigrate;
import org.holdfast.ejb.rootoftrust.RootOfTrustStatus;
import org.holdfast.ejb.rootoftrust.SetCredential;
import org.holdfast.ejb.rootoftrust.VerifyRootOfTrust;
import org.holdfast.web.json.RequestBody;

/** The Root of Trust; every call answers how the HSM stands afterwards. */
@Path("/hsm")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class HsmResource {

  @Inject private RootOfTrustStatus rootOfTrustStatus;
  @Inject private InitializeRootOfTrust initializeRootOfTrust;
  @Inject private SetCredential setCredential;
  @Inject private ReverseMigrate reverseMigrate;
  @Inject private VerifyRootOfTrust verifyRootOfTrust;
  @Inject private OpenVault openVault;

  @GET
  public String status() {
    return HsmDocument.render(rootOfTrustStatus.current());
  }

  @POST
  @Path("/initialize")
  @Consumes(MediaType.APPLICATION_JSON)
  public String initialize(InputStream input) {
    try (RequestBody body =
            RequestBody.read(input)
                .only("vendor", "credential", "recoveryPassphrase", "tokenLabel");
        SecretChars credential = body.secret("credential");
        SecretChars passphrase = body.secret("recoveryPassphrase")) {
      initializeRootOfTrust.initialize(
          body.text("vendor"), credential, passphrase, body.optionalText("tokenLabel"));
      return status();
    }
  }

  @POST
  @Path("/set-credential")
  @Consumes(MediaType.APPLICATION_JSON)
  public String setCredential(InputStream input) {
    try (RequestBody body =
            RequestBody.read(input)
                .only("vendor", "credential", "recoveryPassphrase", "tokenLabel");
        SecretChars credential = body.secret("credential");
        SecretChars passphrase = body.optionalSecret("recoveryPassphrase")) {
      setCredential.setCredential(
          body.text("vendor"), credential, passphrase, body.optionalText("tokenLabel"));
      return status();
    }
  }

  @POST
  @Path("/reverse-migrate")
  @Consumes(MediaType.APPLICATION_JSON)
  public String reverseMigrate(InputStream input) {
    try (RequestBody body =
            RequestBody.read(input)
                .only("credential", "oldRecoveryPassphrase", "newRecoveryPassphrase");
        SecretChars credential = body.secret("credential");
        SecretChars former = body.secret("oldRecoveryPassphrase");
        SecretChars replacement = body.secret("newRecoveryPassphrase")) {
      reverseMigrate.reverseMigrate(credential, former, replacement);
      return status();
    }
  }

  @POST
  @Path("/verify")
  public String verify() {
    return HsmDocument.render(verifyRootOfTrust.verify());
  }

  @POST
  @Path("/open")
  public String open() {
    return HsmDocument.render(openVault.open());
  }
}
