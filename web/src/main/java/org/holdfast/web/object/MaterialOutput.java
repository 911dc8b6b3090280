package org.holdfast.web.object;

import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.holdfast.domain.object.RetrievedObject;
import org.holdfast.domain.secret.SecretAccess;

/** Sends material and zeroes every copy of it that was made here. */
final class MaterialOutput implements StreamingOutput {

  private final RetrievedObject retrieved;
  private final boolean json;

  private MaterialOutput(RetrievedObject retrieved, boolean json) {
    this.retrieved = retrieved;
    this.json = json;
  }

  /** As {@code {"id","version","material"}} with the material in base64. */
  static MaterialOutput json(RetrievedObject retrieved) {
    return new MaterialOutput(retrieved, true);
  }

  /** As the bytes themselves. */
  static MaterialOutput raw(RetrievedObject retrieved) {
    return new MaterialOutput(retrieved, false);
  }

  @Override
  public void write(OutputStream out) throws IOException {
    try (retrieved) {
      byte[] content = retrieved.material().toByteArray(SecretAccess.granted());
      try {
        if (json) {
          writeJson(out, content);
        } else {
          out.write(content);
        }
      } finally {
        Arrays.fill(content, (byte) 0);
      }
    }
  }

  private void writeJson(OutputStream out, byte[] content) throws IOException {
    byte[] encoded = Base64.getEncoder().encode(content);
    try {
      String head =
          "{\"id\":\"%s\",\"version\":%d,\"material\":\""
              .formatted(retrieved.object().id(), retrieved.object().version());
      out.write(head.getBytes(StandardCharsets.UTF_8));
      out.write(encoded);
      out.write("\"}".getBytes(StandardCharsets.UTF_8));
    } finally {
      Arrays.fill(encoded, (byte) 0);
    }
  }
}
