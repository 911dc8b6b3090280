package org.holdfast.web.doctor;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.nio.file.InvalidPathException;
import org.holdfast.domain.doctor.Report;
import org.holdfast.domain.doctor.ReportDocument;
import org.holdfast.domain.doctor.Subject;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.ejb.doctor.ExamineVault;
import org.holdfast.web.json.Json;
import org.holdfast.web.json.QueryParameters;
import org.holdfast.web.json.RequestBody;
import org.jspecify.annotations.Nullable;

/** Every enrolment step as a check, open vault or closed (B10). */
@Path("/doctor")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class DoctorResource {

  @Inject private ExamineVault examineVault;

  /** Looks at everything; sends no credential. */
  @GET
  public String examine(@Context UriInfo uri) {
    QueryParameters parameters = QueryParameters.only(uri, "vendor", "library", "tokenLabel");
    return render(
        examineVault.examine(
            subject(
                parameters.text("vendor"),
                parameters.text("library"),
                parameters.text("tokenLabel"))));
  }

  /** As above, and tries a credential with exactly one login. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public String tryCredential(InputStream input) {
    try (RequestBody body =
            RequestBody.read(input).only("vendor", "library", "tokenLabel", "credential");
        SecretChars credential = body.secret("credential")) {
      return render(
          examineVault.examine(
              subject(
                  body.optionalText("vendor"),
                  body.optionalText("library"),
                  body.optionalText("tokenLabel")),
              credential));
    }
  }

  static Subject subject(
      @Nullable String vendor, @Nullable String library, @Nullable String tokenLabel) {
    try {
      return new Subject(
          vendor, library == null ? null : java.nio.file.Path.of(library), tokenLabel);
    } catch (InvalidPathException e) {
      throw new VaultException(ErrorCode.INPUT_INVALID, "not a path").atField("library");
    }
  }

  static String render(Report report) {
    return Json.write(ReportDocument.of(report));
  }
}
