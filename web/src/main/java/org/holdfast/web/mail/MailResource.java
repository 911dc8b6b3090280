package org.holdfast.web.mail;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Map;
import java.util.UUID;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.mail.MailSecurity;
import org.holdfast.domain.mail.MailSettings;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.ejb.mail.ConfigureMail;
import org.holdfast.web.condition.Revision;
import org.holdfast.web.json.Json;
import org.holdfast.web.json.RequestBody;
import org.jspecify.annotations.Nullable;

/** The mail server; its password is taken and never shown. */
@Path("/system/mail")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class MailResource {

  private static final String HOST = "host";
  private static final String PORT = "port";
  private static final String SECURITY = "security";
  private static final String USER = "user";
  private static final String PASSWORD = "password";
  private static final String SENDER = "sender";
  private static final String AUTHORITY = "authority";
  private static final String RECEIVER = "receiver";
  private static final int MAX_TEXT = 255;
  private static final int MAX_PEM = 32_768;

  @Inject private ConfigureMail configureMail;

  @GET
  public Response current(@Context HttpHeaders headers) {
    MailSettings settings = configureMail.current().orElse(null);
    UUID revision = settings == null ? MailSettings.NONE : settings.revision();
    return Revision.isKnown(headers, revision)
        ? Response.notModified().header(HttpHeaders.ETAG, Revision.tag(revision)).build()
        : answer(settings, revision);
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  public Response save(InputStream input, @Context HttpHeaders headers) {
    UUID seen = Revision.wanted(headers);
    try (RequestBody body =
            RequestBody.read(input).only(HOST, PORT, SECURITY, USER, PASSWORD, SENDER, AUTHORITY);
        SecretChars given = body.optionalSecret(PASSWORD)) {
      MailSettings saved = configureMail.save(read(body), given, seen);
      return answer(saved, saved.revision());
    }
  }

  /** Sends a test mail, to one receiver or to those of alerts. */
  @POST
  @Path("/test")
  public Response test(InputStream input) {
    try (RequestBody body = RequestBody.readOptional(input).only(RECEIVER)) {
      configureMail.test(body.optionalText(RECEIVER, MAX_TEXT));
      return Response.noContent().build();
    }
  }

  static MailSettings read(RequestBody body) {
    Integer port = body.optionalInteger(PORT);
    if (port == null) {
      throw new VaultException(ErrorCode.INPUT_MISSING).atField(PORT);
    }
    return new MailSettings(
        MailSettings.NONE,
        body.text(HOST, MAX_TEXT),
        port,
        body.constant(SECURITY, MailSecurity.class),
        body.optionalText(USER, MAX_TEXT),
        body.text(SENDER, MAX_TEXT),
        body.optionalText(AUTHORITY, MAX_PEM));
  }

  private static Response answer(@Nullable MailSettings settings, UUID revision) {
    return Response.ok(Json.write(render(settings)))
        .header(HttpHeaders.ETAG, Revision.tag(revision))
        .build();
  }

  private static Map<String, @Nullable Object> render(@Nullable MailSettings settings) {
    Map<String, @Nullable Object> json = Json.object();
    json.put("configured", settings != null);
    if (settings != null) {
      json.put(HOST, settings.host());
      json.put(PORT, settings.port());
      json.put(SECURITY, settings.security().name());
      Json.putIfPresent(json, USER, settings.user());
      json.put(SENDER, settings.sender());
      Json.putIfPresent(json, AUTHORITY, settings.authority());
    }
    return json;
  }
}
