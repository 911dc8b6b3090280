package org.holdfast.web.backup;

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
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.Map;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.ejb.backup.BackupStatus;
import org.holdfast.ejb.backup.ManageDestinations;
import org.holdfast.ejb.backup.ProveLastBackup;
import org.holdfast.ejb.backup.RestoreBackup;
import org.holdfast.web.json.Json;
import org.holdfast.web.json.OptionalBody;
import org.holdfast.web.json.RequestBody;
import org.jspecify.annotations.Nullable;

/** How backups stand, and how a vault comes back from one. */
@Path("/backups")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class BackupsResource {

  private static final String DESTINATION = "destination";
  private static final String FILE = "file";
  private static final String PASSPHRASE = "recoveryPassphrase";
  private static final String WITHOUT_SAFETY_BACKUP = "withoutSafetyBackup";

  @Inject private ManageDestinations manageDestinations;
  @Inject private BackupStatus backupStatus;
  @Inject private ProveLastBackup proveLastBackup;
  @Inject private RestoreBackup restoreBackup;
  @Inject private RunDocuments documents;

  /** What is to be put into {@code authorized_keys} of a server. */
  @GET
  @Path("/public-key")
  public String publicKey() {
    Map<String, @Nullable Object> json = Json.object();
    json.put("publicKey", manageDestinations.publicKey());
    return Json.write(json);
  }

  @GET
  @Path("/status")
  public String status() {
    return Json.write(StatusDocument.render(backupStatus.current(), documents::render));
  }

  /** Proves the last good backup; the answer comes when that is done. */
  @POST
  @Path("/prove")
  public String prove(InputStream input, @Context HttpHeaders headers) {
    OptionalBody.read(input, headers).only().close();
    return ReportDocument.render(proveLastBackup.proveLast());
  }

  /** Restores beside the vault and drops it again; the answer comes when that is done. */
  @POST
  @Path("/test-restore")
  @Consumes(MediaType.APPLICATION_JSON)
  public String testRestore(InputStream input) {
    try (RequestBody body = RequestBody.read(input).only(DESTINATION, FILE, PASSPHRASE);
        SecretChars passphrase = body.secret(PASSPHRASE)) {
      return ReportDocument.render(
          restoreBackup.testRestore(
              BackupFields.destination(body), BackupFields.file(body), passphrase));
    }
  }

  /** Begins a restore; {@link #restoring} tells what becomes of it. */
  @POST
  @Path("/restore")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response restore(InputStream input, @Context UriInfo uri) {
    try (RequestBody body =
            RequestBody.read(input).only(DESTINATION, FILE, PASSPHRASE, WITHOUT_SAFETY_BACKUP);
        SecretChars passphrase = body.secret(PASSPHRASE)) {
      restoreBackup.restore(
          BackupFields.destination(body),
          BackupFields.file(body),
          passphrase,
          body.flag(WITHOUT_SAFETY_BACKUP, false));
      return Response.accepted(restoring()).location(uri.getAbsolutePath()).build();
    }
  }

  /** Needs no sign-in: who restores may be unknown to the vault that comes of it. */
  @GET
  @Path("/restore")
  public String restoring() {
    return RestoreState.of(restoreBackup.status()).toJson();
  }
}
