package org.holdfast.web.object;

import java.util.Map;
import org.holdfast.domain.object.Revocation;
import org.holdfast.domain.object.SecurityObjectRepository.StateChange;
import org.holdfast.domain.object.SecurityObjectRepository.Version;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.web.json.Json;
import org.jspecify.annotations.Nullable;

/** The past of a security object as REST shows it. */
final class HistoryDocument {

  private HistoryDocument() {}

  static Map<String, @Nullable Object> version(Version version) {
    Bytes digest = version.digest();
    Map<String, @Nullable Object> json = Json.object();
    json.put("version", version.version());
    json.put("bits", version.bits());
    Json.putIfPresent(json, "sha256", digest == null ? null : digest.toHex());
    json.put("created", version.created());
    json.put("createdBy", version.createdBy());
    return json;
  }

  static Map<String, @Nullable Object> change(StateChange change) {
    Revocation revocation = change.revocation();
    Map<String, @Nullable Object> json = Json.object();
    json.put("state", change.state().name());
    json.put("at", change.at());
    json.put("by", change.by());
    if (revocation != null) {
      json.put("reason", revocation.reason().name());
      json.put("message", revocation.message());
      Json.putIfPresent(json, "compromiseOccurrence", revocation.occurred());
    }
    return json;
  }
}
