package org.holdfast.web.json;

import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A JSON body that may be left out. A method that takes one consumes everything, as JAX-RS refuses
 * a request without Content-Type at a method that consumes JSON alone.
 */
public final class OptionalBody {

  private OptionalBody() {}

  /**
   * The body; the empty object if there is none.
   *
   * @throws NotSupportedException if it is of another type than JSON
   */
  public static RequestBody read(InputStream input, HttpHeaders headers) {
    @Nullable MediaType type = headers.getMediaType();
    if (type != null && !type.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
      throw new NotSupportedException();
    }
    return RequestBody.readOptional(input);
  }
}
