package org.holdfast.web.alert;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.holdfast.domain.alert.AlertKind;
import org.holdfast.domain.alert.AlertSettings;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.ejb.alert.ConfigureAlerts;
import org.holdfast.web.condition.Revision;
import org.holdfast.web.json.Json;
import org.holdfast.web.json.RequestBody;
import org.jspecify.annotations.Nullable;

/** Configure Alerts (S80). */
@Path("/system/alerts")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class AlertSettingsResource {

  private static final String INTERVAL = "intervalSeconds";
  private static final String CERTIFICATE = "certificateDays";
  private static final String DISK = "diskPercent";
  private static final String BACKUP = "backupHours";
  private static final String SESSIONS = "freeSessions";
  private static final String OFF = "kindsOff";
  private static final String RECEIVERS = "receivers";
  private static final int MAX_ITEMS = 100;
  private static final int MAX_TEXT = 254;

  @Inject private ConfigureAlerts configureAlerts;

  @GET
  public Response current(@Context HttpHeaders headers) {
    AlertSettings settings = configureAlerts.current();
    return Revision.isKnown(headers, settings.revision())
        ? Response.notModified().header(HttpHeaders.ETAG, Revision.tag(settings.revision())).build()
        : answer(settings);
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  public Response save(InputStream input, @Context HttpHeaders headers) {
    UUID seen = Revision.wanted(headers);
    try (RequestBody body =
        RequestBody.read(input)
            .only(INTERVAL, CERTIFICATE, DISK, BACKUP, SESSIONS, OFF, RECEIVERS)) {
      return answer(configureAlerts.save(read(body), seen));
    }
  }

  static AlertSettings read(RequestBody body) {
    return new AlertSettings(
        AlertSettings.UNCHANGED,
        Duration.ofSeconds(number(body, INTERVAL)),
        number(body, CERTIFICATE),
        number(body, DISK),
        number(body, BACKUP),
        number(body, SESSIONS),
        kinds(body),
        body.texts(RECEIVERS, MAX_ITEMS, MAX_TEXT));
  }

  private static int number(RequestBody body, String name) {
    Integer number = body.optionalInteger(name);
    if (number == null) {
      throw new VaultException(ErrorCode.INPUT_MISSING).atField(name);
    }
    return number;
  }

  private static Set<AlertKind> kinds(RequestBody body) {
    Set<AlertKind> kinds = EnumSet.noneOf(AlertKind.class);
    for (String name : body.texts(OFF, MAX_ITEMS, MAX_TEXT)) {
      kinds.add(RequestBody.constant(name, AlertKind.class, OFF));
    }
    return kinds;
  }

  private static Response answer(AlertSettings settings) {
    return Response.ok(Json.write(render(settings)))
        .header(HttpHeaders.ETAG, Revision.tag(settings.revision()))
        .build();
  }

  private static Map<String, @Nullable Object> render(AlertSettings settings) {
    Map<String, @Nullable Object> json = Json.object();
    json.put(INTERVAL, settings.interval().toSeconds());
    json.put(CERTIFICATE, settings.certificateDays());
    json.put(DISK, settings.diskPercent());
    json.put(BACKUP, settings.backupHours());
    json.put(SESSIONS, settings.freeSessions());
    json.put(OFF, settings.off().stream().sorted().toList());
    json.put(RECEIVERS, settings.receivers());
    return json;
  }
}
