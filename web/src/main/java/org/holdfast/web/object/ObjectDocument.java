package org.holdfast.web.object;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.holdfast.domain.material.Algorithm;
import org.holdfast.domain.object.ObjectAttributes;
import org.holdfast.domain.object.SecurityObject;
import org.holdfast.web.condition.Revision;
import org.holdfast.web.json.Json;
import org.jspecify.annotations.Nullable;

/** A security object as REST shows it: what it does not have is not there. */
public final class ObjectDocument {

  private ObjectDocument() {}

  /** The object with its ETag. */
  public static Response ok(SecurityObject object) {
    return Response.ok(Json.write(render(object)), MediaType.APPLICATION_JSON_TYPE)
        .header(HttpHeaders.ETAG, Revision.tag(object.revision()))
        .build();
  }

  /** The new object with its ETag and address. */
  static Response created(SecurityObject object, UriInfo uri) {
    return Response.created(
            uri.getBaseUriBuilder().path("objects").path(object.id().toString()).build())
        .type(MediaType.APPLICATION_JSON_TYPE)
        .header(HttpHeaders.ETAG, Revision.tag(object.revision()))
        .entity(Json.write(render(object)))
        .build();
  }

  /** The fields; the state is that of this moment. */
  public static Map<String, @Nullable Object> render(SecurityObject object) {
    ObjectAttributes attributes = object.attributes();
    Algorithm algorithm = object.algorithm();
    Map<String, @Nullable Object> json = Json.object();
    json.put("id", object.id());
    json.put("name", object.name());
    json.put("type", object.type().name());
    Json.putIfPresent(json, "algorithm", algorithm == null ? null : algorithm.name());
    json.put("bits", object.bits());
    json.put("version", object.version());
    json.put("state", object.stateAt(Clock.systemUTC().instant()).name());
    json.put("stateSince", object.stateSince());
    json.put("created", object.created());
    json.put("createdBy", object.createdBy());
    json.put("extractable", object.extractable());
    json.put("usage", new TreeSet<>(object.usage()).stream().map(Enum::name).toList());
    Json.putIfPresent(json, "description", attributes.get(ObjectAttributes.DESCRIPTION));
    Json.putIfPresent(json, "activationDate", attributes.activation());
    Json.putIfPresent(json, "deactivationDate", attributes.deactivation());
    Json.putIfPresent(json, "processStartDate", attributes.processStart());
    Json.putIfPresent(json, "protectStopDate", attributes.protectStop());
    Json.putIfPresent(json, "expires", attributes.expiry());
    Json.putIfPresent(json, "scheme", attributes.get(ObjectAttributes.SCHEME));
    int rotationDays = attributes.rotationDays();
    Json.putIfPresent(json, "rotationDays", rotationDays == 0 ? null : rotationDays);
    json.put("attributes", attributes.custom());
    json.put("links", links(attributes));
    Map<String, String> certificate = attributes.certificate();
    Json.putIfPresent(json, "certificate", certificate.isEmpty() ? null : certificate);
    json.put("wallets", object.wallets().stream().map(Object::toString).sorted().toList());
    json.put("heldByHsm", object.heldByHsm());
    return json;
  }

  private static Map<String, Object> links(ObjectAttributes attributes) {
    Map<String, Object> links = new LinkedHashMap<>();
    new TreeMap<>(attributes.links()).forEach((type, target) -> links.put(type.name(), target));
    return links;
  }
}
