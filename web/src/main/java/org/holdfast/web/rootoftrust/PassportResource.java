package org.holdfast.web.rootoftrust;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.holdfast.ejb.rootoftrust.PassportView;
import org.holdfast.ejb.rootoftrust.RenewPassport;
import org.holdfast.ejb.rootoftrust.SeePassports;
import org.holdfast.web.json.Json;
import org.holdfast.web.json.RequestBody;
import org.jspecify.annotations.Nullable;

/** The Root of Trust's passport (B5). */
@Path("/hsm/passport")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class PassportResource {

  private static final String NOTE = "note";
  private static final int MAX_NOTE = 1_000;

  @Inject private RenewPassport renewPassport;
  @Inject private SeePassports seePassports;

  /** Those of the Roots of Trust in force, in order of priority. */
  @GET
  public String list() {
    Map<String, @Nullable Object> json = Json.object();
    List<Map<String, @Nullable Object>> items =
        seePassports.list().stream().map(PassportResource::render).toList();
    json.put("items", items);
    return Json.write(json);
  }

  /** Keeps what key and token are like now, after a change that was meant. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response renew(InputStream input) {
    try (RequestBody body = RequestBody.read(input).only(NOTE)) {
      renewPassport.renew(body.text(NOTE, MAX_NOTE));
      return Response.noContent().build();
    }
  }

  private static Map<String, @Nullable Object> render(PassportView view) {
    Map<String, @Nullable Object> json = Json.object();
    json.put("name", view.name());
    json.put("vendor", view.vendorId());
    json.put("tokenSerial", view.tokenSerial());
    json.put("keyNumber", view.keyNumber());
    json.put("checkValue", view.checkValue());
    PassportView.Taken taken = view.taken();
    if (taken != null) {
      json.put("made", taken.made());
      json.put("firmware", taken.firmware());
      json.put("bits", taken.bits());
      json.put("attributes", new LinkedHashMap<String, @Nullable Object>(taken.attributes()));
      json.put("mechanisms", taken.mechanisms());
    }
    return json;
  }
}
