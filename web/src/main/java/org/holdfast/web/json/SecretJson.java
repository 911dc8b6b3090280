package org.holdfast.web.json;

import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Iterator;
import java.util.Map;
import org.holdfast.domain.secret.SecretAccess;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.domain.secret.SecretChars;
import org.jspecify.annotations.Nullable;

/**
 * Sends JSON with secrets in it: {@link SecretBytes} in base64, {@link SecretChars} as text, all
 * else as {@link Json} writes it. The secrets are closed once they are sent, and every copy made
 * here is zeroed.
 */
public final class SecretJson implements StreamingOutput {

  private final Object value;

  private SecretJson(Object value) {
    this.value = value;
  }

  /**
   * @param value an object or array; its secrets are this one's from now on
   */
  public static SecretJson of(Object value) {
    return new SecretJson(value);
  }

  @Override
  public void write(OutputStream out) throws IOException {
    try {
      write(out, value);
    } finally {
      close(value);
    }
  }

  private static void write(OutputStream out, @Nullable Object value) throws IOException {
    if (value instanceof SecretBytes secret) {
      byte[] encoded =
          secret.lend(SecretAccess.granted(), content -> Base64.getEncoder().encode(content));
      writeQuoted(out, encoded);
    } else if (value instanceof SecretChars secret) {
      writeText(out, secret);
    } else if (value instanceof Map<?, ?> map) {
      out.write('{');
      Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
      while (entries.hasNext()) {
        Map.Entry<?, ?> entry = entries.next();
        writePlain(out, String.valueOf(entry.getKey()));
        out.write(':');
        write(out, entry.getValue());
        writeComma(out, entries.hasNext());
      }
      out.write('}');
    } else if (value instanceof Iterable<?> items) {
      out.write('[');
      Iterator<?> iterator = items.iterator();
      while (iterator.hasNext()) {
        write(out, iterator.next());
        writeComma(out, iterator.hasNext());
      }
      out.write(']');
    } else {
      writePlain(out, value);
    }
  }

  private static void writePlain(OutputStream out, @Nullable Object value) throws IOException {
    out.write(Json.write(value).getBytes(StandardCharsets.UTF_8));
  }

  private static void writeComma(OutputStream out, boolean more) throws IOException {
    if (more) {
      out.write(',');
    }
  }

  /** Such texts are the vault's own: letters, digits, hyphens and underscores. */
  private static void writeText(OutputStream out, SecretChars secret) throws IOException {
    try (SecretBytes utf8 = secret.toUtf8(SecretAccess.granted())) {
      byte[] text = utf8.toByteArray(SecretAccess.granted());
      for (byte unit : text) {
        if (unit < ' ' || unit == '"' || unit == '\\') {
          Arrays.fill(text, (byte) 0);
          throw new IllegalStateException("The secret text is not one of the vault's own");
        }
      }
      writeQuoted(out, text);
    }
  }

  private static void writeQuoted(OutputStream out, byte[] text) throws IOException {
    try {
      out.write('"');
      out.write(text);
      out.write('"');
    } finally {
      Arrays.fill(text, (byte) 0);
    }
  }

  private static void close(@Nullable Object value) {
    if (value instanceof SecretBytes secret) {
      secret.close();
    } else if (value instanceof SecretChars secret) {
      secret.close();
    } else if (value instanceof Map<?, ?> map) {
      map.values().forEach(SecretJson::close);
    } else if (value instanceof Iterable<?> items) {
      items.forEach(SecretJson::close);
    }
  }
}
