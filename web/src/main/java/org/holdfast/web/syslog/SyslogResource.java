package org.holdfast.web.syslog;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.identifier.Identifiers;
import org.holdfast.domain.syslog.SyslogReceiver;
import org.holdfast.domain.syslog.SyslogReceiver.Transport;
import org.holdfast.ejb.syslog.ManageSyslog;
import org.holdfast.ejb.syslog.SyslogView;
import org.holdfast.web.json.Json;
import org.holdfast.web.json.RequestBody;
import org.jspecify.annotations.Nullable;

/** Where audit records and alerts are forwarded to. */
@Path("/system/syslog")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class SyslogResource {

  private static final String RECEIVERS = "receivers";
  private static final String HOST = "host";
  private static final String PORT = "port";
  private static final String TRANSPORT = "transport";
  private static final String CA = "ca";
  private static final int MAX_HOST = 253;

  @Inject private ManageSyslog manageSyslog;

  @GET
  public String list() {
    return write(manageSyslog.list());
  }

  /** Puts these in the place of all receivers. */
  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  public String save(InputStream input) {
    try (RequestBody body = RequestBody.read(input).only(RECEIVERS)) {
      if (!body.has(RECEIVERS)) {
        throw new VaultException(ErrorCode.INPUT_MISSING).atField(RECEIVERS);
      }
      return write(manageSyslog.save(drafts(body)));
    }
  }

  /** The receivers of a body; what is wrong with one is said of its place in the list. */
  static List<ManageSyslog.Draft> drafts(RequestBody body) {
    return body.objects(RECEIVERS, SyslogReceiver.MOST).stream()
        .map(SyslogResource::draft)
        .toList();
  }

  /** Sends a message now. */
  @POST
  @Path("/{id}/test")
  public Response test(@PathParam("id") String id) {
    manageSyslog.test(Identifiers.parse(id, ErrorCode.SYSLOG_RECEIVER_UNKNOWN));
    return Response.noContent().build();
  }

  private static ManageSyslog.Draft draft(RequestBody body) {
    body.only(HOST, PORT, TRANSPORT, CA);
    Integer port = body.optionalInteger(PORT);
    if (port == null) {
      throw new VaultException(ErrorCode.INPUT_MISSING).atField(body.field(PORT));
    }
    return body.at(
        () ->
            new ManageSyslog.Draft(
                body.text(HOST, MAX_HOST),
                port,
                body.constant(TRANSPORT, Transport.class),
                body.optionalText(CA, SyslogReceiver.MAX_CA)));
  }

  private static String write(List<SyslogView> views) {
    Map<String, @Nullable Object> json = Json.object();
    json.put(RECEIVERS, views.stream().map(SyslogResource::render).toList());
    return Json.write(json);
  }

  private static Map<String, @Nullable Object> render(SyslogView view) {
    SyslogReceiver receiver = view.receiver();
    Map<String, @Nullable Object> json = Json.object();
    json.put("id", receiver.id());
    json.put(HOST, receiver.host());
    json.put(PORT, receiver.port());
    json.put(TRANSPORT, receiver.transport().name());
    json.put(CA, receiver.ca());
    json.put("changedAt", receiver.changedAt());
    json.put("position", view.position());
    json.put("behind", view.behind());
    json.put("lastSent", view.lastSent());
    json.put("error", cause(view.failure()));
    return json;
  }

  private static @Nullable Map<String, @Nullable Object> cause(@Nullable VaultException failure) {
    if (failure == null) {
      return null;
    }
    Map<String, @Nullable Object> json = Json.object();
    json.put("code", failure.code().id());
    json.put("title", failure.code().title());
    json.put("cure", failure.code().cure());
    Json.putIfPresent(json, "detail", failure.detail());
    return json;
  }
}
