package org.holdfast.web.endpoint;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.holdfast.domain.access.Endpoint;
import org.holdfast.domain.access.EndpointCertificate;
import org.holdfast.domain.access.EndpointGroup;
import org.holdfast.web.condition.Revision;
import org.holdfast.web.json.Json;
import org.jspecify.annotations.Nullable;

/** Endpoints, certificates and groups as REST shows them. */
final class EndpointDocument {

  private EndpointDocument() {}

  /** The endpoint with its ETag. */
  static Response answer(Response.ResponseBuilder response, Endpoint endpoint) {
    return response
        .type(MediaType.APPLICATION_JSON_TYPE)
        .header(HttpHeaders.ETAG, Revision.tag(endpoint.revision()))
        .entity(Json.write(render(endpoint)))
        .build();
  }

  /** The group with its ETag. */
  static Response answer(Response.ResponseBuilder response, EndpointGroup group) {
    return response
        .type(MediaType.APPLICATION_JSON_TYPE)
        .header(HttpHeaders.ETAG, Revision.tag(group.revision()))
        .entity(Json.write(render(group)))
        .build();
  }

  static Map<String, @Nullable Object> render(Endpoint endpoint) {
    EndpointCertificate certificate = endpoint.certificate();
    Map<String, @Nullable Object> json = Json.object();
    json.put("id", endpoint.id());
    json.put("name", endpoint.name());
    json.put("description", endpoint.description());
    json.put("state", endpoint.state().name());
    Json.putIfPresent(json, "defaultWallet", endpoint.defaultWallet());
    Json.putIfPresent(json, "certificate", certificate == null ? null : render(certificate));
    json.put("created", endpoint.created());
    json.put("createdBy", endpoint.createdBy());
    return json;
  }

  static Map<String, @Nullable Object> render(EndpointCertificate certificate) {
    Map<String, @Nullable Object> json = Json.object();
    json.put("id", certificate.id());
    json.put("serial", certificate.serial());
    json.put("sha256", certificate.fingerprint().toHex());
    json.put("notBefore", certificate.notBefore());
    json.put("notAfter", certificate.notAfter());
    Json.putIfPresent(json, "revoked", certificate.revoked());
    return json;
  }

  static Map<String, @Nullable Object> render(EndpointGroup group) {
    Map<String, @Nullable Object> json = Json.object();
    json.put("id", group.id());
    json.put("name", group.name());
    json.put("description", group.description());
    json.put("members", group.members());
    json.put("created", group.created());
    json.put("createdBy", group.createdBy());
    return json;
  }
}
