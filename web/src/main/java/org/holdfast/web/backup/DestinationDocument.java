package org.holdfast.web.backup;

import java.util.Base64;
import java.util.Map;
import org.holdfast.domain.backup.Destination;
import org.holdfast.domain.backup.HostKey;
import org.holdfast.domain.backup.Location;
import org.holdfast.ejb.backup.BackupFile;
import org.holdfast.web.json.Json;
import org.jspecify.annotations.Nullable;

/** Destinations and what lies there, as REST shows them: what a local folder lacks is not there. */
final class DestinationDocument {

  private DestinationDocument() {}

  static Map<String, @Nullable Object> render(Destination destination) {
    Location location = destination.location();
    Location.Remote remote = location.remote();
    Map<String, @Nullable Object> json = Json.object();
    json.put("id", destination.id());
    json.put("name", destination.name());
    json.put("method", location.method().name());
    json.put("path", location.path());
    if (remote != null) {
      json.put("host", remote.host());
      json.put("port", remote.port());
      json.put("user", remote.user());
      json.put("authentication", remote.authentication().name());
      HostKey key = remote.hostKey();
      Json.putIfPresent(json, "hostKey", key == null ? null : key(key));
    }
    json.put("builtIn", destination.isBuiltIn());
    json.put("changed", destination.changed());
    return json;
  }

  /** What a server has shown. */
  static Map<String, @Nullable Object> shown(HostKey key) {
    Map<String, @Nullable Object> whole = key(key);
    whole.put("encoded", Base64.getEncoder().encodeToString(key.encoded().toByteArray()));
    Map<String, @Nullable Object> json = Json.object();
    json.put("hostKey", whole);
    return json;
  }

  static Map<String, @Nullable Object> render(BackupFile file) {
    Map<String, @Nullable Object> json = Json.object();
    json.put("type", file.type().name());
    json.put("file", file.file());
    json.put("schedule", file.schedule());
    json.put("backupTime", file.time());
    json.put("hsmMode", file.hsmMode());
    json.put("bytes", file.bytes());
    return json;
  }

  private static Map<String, @Nullable Object> key(HostKey key) {
    Map<String, @Nullable Object> json = Json.object();
    json.put("algorithm", key.algorithm());
    json.put("fingerprint", key.fingerprint());
    return json;
  }
}
