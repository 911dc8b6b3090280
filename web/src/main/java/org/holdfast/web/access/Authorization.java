package org.holdfast.web.access;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import org.holdfast.domain.secret.SecretChars;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP Authorization header, taken apart.
 *
 * <p>Not a record: it holds a secret. Closing it closes the secret.
 */
final class Authorization implements AutoCloseable {

  private final @Nullable String name;
  private final SecretChars secret;

  private Authorization(@Nullable String name, SecretChars secret) {
    this.name = name;
    this.secret = secret;
  }

  /** Null if the header is of no kind that is known here, or is broken. */
  static @Nullable Authorization parse(String header) {
    int space = header.indexOf(' ');
    if (space < 0) {
      return null;
    }
    char[] rest = header.substring(space + 1).strip().toCharArray();
    try {
      return switch (header.substring(0, space).toLowerCase(Locale.ROOT)) {
        case "bearer" ->
            rest.length == 0 ? null : new Authorization(null, SecretChars.copyOf(rest));
        case "basic" -> basic(rest);
        default -> null;
      };
    } finally {
      Arrays.fill(rest, '\0');
    }
  }

  /** Of HTTP Basic; null for a bearer token. */
  @Nullable String name() {
    return name;
  }

  /** The password or the token. */
  SecretChars secret() {
    return secret;
  }

  @Override
  public void close() {
    secret.close();
  }

  private static @Nullable Authorization basic(char[] encoded) {
    byte[] latin = new byte[encoded.length];
    byte[] decoded = {};
    char[] text = {};
    try {
      for (int i = 0; i < encoded.length; i++) {
        latin[i] = encoded[i] < 128 ? (byte) encoded[i] : 0;
      }
      decoded = Base64.getDecoder().decode(latin);
      CharBuffer chars = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(decoded));
      text = chars.array();
      int colon = 0;
      while (colon < chars.limit() && text[colon] != ':') {
        colon++;
      }
      if (colon == chars.limit()) {
        return null;
      }
      return new Authorization(
          new String(text, 0, colon),
          SecretChars.takeFrom(Arrays.copyOfRange(text, colon + 1, chars.limit())));
    } catch (IllegalArgumentException e) {
      return null;
    } finally {
      Arrays.fill(latin, (byte) 0);
      Arrays.fill(decoded, (byte) 0);
      Arrays.fill(text, '\0');
    }
  }
}
