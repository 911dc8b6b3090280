package org.holdfast.web.audit;

import java.util.Map;
import org.holdfast.domain.error.VaultException;
import org.holdfast.ejb.audit.ChainView;
import org.holdfast.web.json.Json;
import org.jspecify.annotations.Nullable;

/** How far the audit trail is sealed, as a document. */
final class ChainDocument {

  private ChainDocument() {}

  static Map<String, @Nullable Object> render(ChainView view) {
    Map<String, @Nullable Object> json = Json.object();
    json.put("node", view.node());
    json.put("position", view.position());
    json.put("hash", view.hash());
    json.put("sealedAt", view.sealedAt());
    json.put("sealedUpTo", view.sealedUpTo());
    json.put("waiting", view.waiting());
    json.put("oldestWaiting", view.oldestWaiting());
    json.put("checkpointPosition", view.checkpoint());
    json.put("checkpointAt", view.checkpointAt());
    json.put("noCheckpoint", cause(view.noCheckpoint()));
    json.put("finding", cause(view.finding()));
    return json;
  }

  /** A failure in the form of Cause; null if there is none. */
  static @Nullable Map<String, @Nullable Object> cause(@Nullable VaultException failure) {
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
