package org.holdfast.cli.vault;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The address of a resource with parameters. */
public final class Query {

  private final StringBuilder text;
  private boolean isFirst = true;

  /** Without parameters so far. */
  public Query(String path) {
    this.text = new StringBuilder(path);
  }

  /** Adds a parameter unless its value is null. */
  public Query with(String name, @Nullable Object value) {
    if (value != null) {
      text.append(isFirst ? '?' : '&').append(name).append('=').append(encode(value.toString()));
      isFirst = false;
    }
    return this;
  }

  /** Text as one part of a path, or as a value (RFC 3986, section 2.1). */
  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** The address. */
  @Override
  public String toString() {
    return text.toString();
  }
}
