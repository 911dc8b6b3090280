package org.holdfast.web.rootoftrust;

import java.util.Map;
import org.holdfast.domain.object.RewrapPause;
import org.holdfast.ejb.rootoftrust.MasterKeyView;
import org.holdfast.web.json.Json;
import org.jspecify.annotations.Nullable;

/** The master key, and how far re-wrapping has come, as REST shows it. */
final class MasterKeyDocument {

  private MasterKeyDocument() {}

  static String render(MasterKeyView key) {
    Map<String, @Nullable Object> json = Json.object();
    json.put("id", key.id());
    json.put("generation", key.generation());
    json.put("generations", key.generations());
    json.put("total", key.total());
    json.put("remaining", key.remaining());
    Json.putIfPresent(json, "since", key.since());
    Json.putIfPresent(json, "waitingFor", key.waitingFor());
    Json.putIfPresent(json, "estimatedEnd", key.estimatedEnd());
    RewrapPause pause = key.pause();
    json.put("paused", pause != null);
    if (pause != null) {
      json.put("pausedBy", pause.by());
      json.put("pausedAt", pause.at());
    }
    return Json.write(json);
  }
}
