package org.holdfast.web.object;

import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.holdfast.domain.object.RetrievedObject;
import org.holdfast.domain.secret.SecretAccess;
import org.holdfast.web.json.Json;
import org.holdfast.web.json.SecretJson;
import org.jspecify.annotations.Nullable;

/** Sends material, closes it and zeroes every copy of it that was made here. */
final class MaterialOutput {

  /** Writes bytes that are zeroed afterwards. */
  @FunctionalInterface
  private interface Form {
    void write(OutputStream out, byte[] content) throws IOException;
  }

  private MaterialOutput() {}

  /** As {@code {"id","version","material"}} with the material in base64. */
  static StreamingOutput json(RetrievedObject retrieved) {
    return SecretJson.of(render(retrieved));
  }

  /** Several so, in their order. */
  static StreamingOutput list(List<RetrievedObject> retrieved) {
    return SecretJson.of(Map.of("items", retrieved.stream().map(MaterialOutput::render).toList()));
  }

  /** As the bytes themselves. */
  static StreamingOutput raw(RetrievedObject retrieved) {
    return output(retrieved, OutputStream::write);
  }

  /** In text armour, of what {@link Pem} has a label for. */
  static StreamingOutput pem(RetrievedObject retrieved) {
    return output(retrieved, (out, content) -> Pem.write(out, retrieved.object().type(), content));
  }

  private static Map<String, @Nullable Object> render(RetrievedObject retrieved) {
    Map<String, @Nullable Object> json = Json.object();
    json.put("id", retrieved.object().id());
    json.put("version", retrieved.version());
    json.put("material", retrieved.material());
    return json;
  }

  private static StreamingOutput output(RetrievedObject retrieved, Form form) {
    return out -> {
      try (retrieved) {
        retrieved
            .material()
            .lend(
                SecretAccess.granted(),
                content -> {
                  form.write(out, content);
                  return content.length;
                });
      }
    };
  }
}
