package org.holdfast.cli.vault;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.holdfast.domain.secret.SecretAccess;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.domain.secret.SecretChars;

/**
 * The JSON of a request, which may hold secrets. Those never become a {@code String}: they are
 * written as bytes, into an array that the sender zeroes. The JDK's client copies it into buffers
 * of its own, which last until they are collected.
 */
public final class Body {

  private static final byte[] CONTROL = {'\\', 'u', '0', '0'};

  private final JsonObject plain;
  private final Map<String, SecretChars> secrets = new LinkedHashMap<>();
  private final Map<String, List<Body>> lists = new LinkedHashMap<>();

  /** Fields that are no secret. */
  public Body(JsonObject plain) {
    this.plain = plain;
  }

  /** Adds a secret, which stays the caller's and is to be open until this is sent. */
  public Body withSecret(String field, SecretChars secret) {
    secrets.put(field, secret);
    return this;
  }

  /** Adds a list of objects, which may hold secrets in their turn. */
  public Body withList(String field, List<Body> objects) {
    lists.put(field, List.copyOf(objects));
    return this;
  }

  /** UTF-8, for the caller to zero. */
  byte[] encode() {
    Growing json = new Growing(256);
    write(json);
    return json.take();
  }

  private void write(Growing json) {
    byte[] start = plain.toString().getBytes(StandardCharsets.UTF_8);
    json.add(start, 0, start.length - 1);
    boolean isFirst = plain.isEmpty();
    for (Map.Entry<String, SecretChars> secret : secrets.entrySet()) {
      name(secret.getKey(), isFirst, json);
      json.add('"');
      escape(secret.getValue(), json);
      json.add('"');
      isFirst = false;
    }
    for (Map.Entry<String, List<Body>> list : lists.entrySet()) {
      name(list.getKey(), isFirst, json);
      write(list.getValue(), json);
      isFirst = false;
    }
    json.add('}');
  }

  private static void write(List<Body> objects, Growing json) {
    json.add('[');
    for (int i = 0; i < objects.size(); i++) {
      if (i > 0) {
        json.add(',');
      }
      objects.get(i).write(json);
    }
    json.add(']');
  }

  private static void name(String field, boolean isFirst, Growing json) {
    byte[] name = ((isFirst ? "\"" : ",\"") + field + "\":").getBytes(StandardCharsets.UTF_8);
    json.add(name, 0, name.length);
  }

  /** RFC 8259, section 7. */
  private static void escape(SecretChars secret, Growing json) {
    try (SecretBytes utf8 = secret.toUtf8(SecretAccess.granted())) {
      byte[] bytes = utf8.toByteArray(SecretAccess.granted());
      for (byte b : bytes) {
        if (b == '"' || b == '\\') {
          json.add('\\');
          json.add(b);
        } else if (b >= 0 && b < ' ') {
          json.add(CONTROL, 0, CONTROL.length);
          json.add(HexFormat.of().toHighHexDigit(b));
          json.add(HexFormat.of().toLowHexDigit(b));
        } else {
          json.add(b);
        }
      }
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /** Bytes that grow without leaving copies behind. */
  private static final class Growing {

    private byte[] content;
    private int length;

    private Growing(int size) {
      content = new byte[size];
    }

    private void add(int b) {
      if (length == content.length) {
        byte[] larger = Arrays.copyOf(content, 2 * length);
        Arrays.fill(content, (byte) 0);
        content = larger;
      }
      content[length++] = (byte) b;
    }

    private void add(byte[] bytes, int offset, int count) {
      for (int i = offset; i < offset + count; i++) {
        add(bytes[i]);
      }
    }

    private byte[] take() {
      byte[] exact = Arrays.copyOf(content, length);
      Arrays.fill(content, (byte) 0);
      return exact;
    }
  }
}
