package org.holdfast.web.rootoftrust;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.ejb.rootoftrust.ChangeRecoveryPassphrase;
import org.holdfast.ejb.rootoftrust.CheckCredential;
import org.holdfast.ejb.rootoftrust.CloseVault;
import org.holdfast.ejb.rootoftrust.InitializeRootOfTrust;
import org.holdfast.ejb.rootoftrust.ListVendors;
import org.holdfast.ejb.rootoftrust.OpenVault;
import org.holdfast.ejb.rootoftrust.ReverseMigrate;
import org.holdfast.ejb.rootoftrust.RootOfTrustStatus;
import org.holdfast.ejb.rootoftrust.RotateMasterKey;
import org.holdfast.ejb.rootoftrust.SetCredential;
import org.holdfast.ejb.rootoftrust.VerifyRootOfTrust;
import org.holdfast.web.json.OptionalBody;
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
  @Inject private CloseVault closeVault;
  @Inject private ChangeRecoveryPassphrase changeRecoveryPassphrase;
  @Inject private CheckCredential checkCredential;
  @Inject private RotateMasterKey rotateMasterKey;
  @Inject private ListVendors listVendors;

  @GET
  public String status() {
    return HsmDocument.render(rootOfTrustStatus.current());
  }

  /** The vendor packs of this server, and what is wrong with those that were left out. */
  @GET
  @Path("/vendors")
  public String vendors() {
    return VendorsDocument.render(listVendors.list());
  }

  @POST
  @Path("/initialize")
  @Consumes(MediaType.APPLICATION_JSON)
  public String initialize(InputStream input) {
    try (RequestBody body =
            RequestBody.read(input)
                .only(
                    "vendor",
                    "credential",
                    "recoveryPassphrase",
                    "tokenLabel",
                    "allowModuleProtection");
        SecretChars credential = body.secret("credential");
        SecretChars passphrase = body.secret("recoveryPassphrase")) {
      initializeRootOfTrust.initialize(
          body.text("vendor"),
          credential,
          passphrase,
          body.optionalText("tokenLabel"),
          body.flag("allowModuleProtection", false));
      return status();
    }
  }

  @POST
  @Path("/set-credential")
  @Consumes(MediaType.APPLICATION_JSON)
  public String setCredential(InputStream input) {
    try (RequestBody body =
            RequestBody.read(input)
                .only(
                    "vendor",
                    "credential",
                    "recoveryPassphrase",
                    "tokenLabel",
                    "allowModuleProtection",
                    "root");
        SecretChars credential = body.secret("credential");
        SecretChars passphrase = body.optionalSecret("recoveryPassphrase")) {
      setCredential.setCredential(
          body.text("vendor"),
          credential,
          passphrase,
          body.optionalText("tokenLabel"),
          body.flag("allowModuleProtection", false),
          body.optionalText("root"));
      return status();
    }
  }

  @POST
  @Path("/reverse-migrate")
  @Consumes(MediaType.APPLICATION_JSON)
  public String reverseMigrate(InputStream input) {
    try (RequestBody body =
            RequestBody.read(input)
                .only("credential", "oldRecoveryPassphrase", "newRecoveryPassphrase", "root");
        SecretChars credential = body.secret("credential");
        SecretChars former = body.secret("oldRecoveryPassphrase");
        SecretChars replacement = body.secret("newRecoveryPassphrase")) {
      reverseMigrate.reverseMigrate(credential, former, replacement, body.optionalText("root"));
      return status();
    }
  }

  @POST
  @Path("/verify")
  public String verify() {
    return HsmDocument.render(verifyRootOfTrust.verify());
  }

  /** The body may be left out: only passphrase mode needs one. */
  @POST
  @Path("/open")
  public String open(InputStream input, @Context HttpHeaders headers) {
    try (RequestBody body = OptionalBody.read(input, headers).only("recoveryPassphrase");
        SecretChars passphrase = body.optionalSecret("recoveryPassphrase")) {
      return HsmDocument.render(openVault.open(passphrase));
    }
  }

  @POST
  @Path("/close")
  @Consumes(MediaType.APPLICATION_JSON)
  public String close(InputStream input) {
    try (RequestBody body = RequestBody.read(input).only("reason")) {
      closeVault.close(body.text("reason"));
      return status();
    }
  }

  @POST
  @Path("/recovery-passphrase")
  @Consumes(MediaType.APPLICATION_JSON)
  public String changeRecoveryPassphrase(InputStream input) {
    try (RequestBody body =
            RequestBody.read(input).only("oldRecoveryPassphrase", "newRecoveryPassphrase");
        SecretChars former = body.secret("oldRecoveryPassphrase");
        SecretChars replacement = body.secret("newRecoveryPassphrase")) {
      changeRecoveryPassphrase.change(former, replacement);
      return status();
    }
  }

  /** How a credential will be read; it is neither stored nor sent to the token. */
  @POST
  @Path("/credential/check")
  @Consumes(MediaType.APPLICATION_JSON)
  public String checkCredential(InputStream input) {
    try (RequestBody body = RequestBody.read(input).only("vendor", "credential", "tokenLabel");
        SecretChars credential = body.secret("credential")) {
      return CredentialDocument.render(
          checkCredential.check(body.text("vendor"), credential, body.optionalText("tokenLabel")));
    }
  }

  /** The master key now, and how far re-wrapping under it has come. */
  @GET
  @Path("/master-key")
  public String masterKey() {
    return MasterKeyDocument.render(rotateMasterKey.current());
  }

  @POST
  @Path("/master-key/rotate")
  public String rotateMasterKey() {
    return MasterKeyDocument.render(rotateMasterKey.rotate());
  }
}
