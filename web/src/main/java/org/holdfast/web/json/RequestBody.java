package org.holdfast.web.json;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.domain.secret.SecretChars;
import org.jspecify.annotations.Nullable;

/**
 * The JSON object a client sent. Secrets leave it as {@link SecretChars} or {@link SecretBytes},
 * which the caller closes; {@link #close()} zeroes every value that was read. A missing or wrong
 * value is refused by the name of its field.
 */
public final class RequestBody implements AutoCloseable {

  /** Longest body that is read. */
  public static final int MAX_BYTES = 2 << 20;

  private final Map<String, @Nullable Object> members;
  private final String path;

  private RequestBody(Map<String, @Nullable Object> members, String path) {
    this.members = members;
    this.path = path;
  }

  /**
   * @throws VaultException {@link ErrorCode#BODY_TOO_LARGE}, {@link ErrorCode#INPUT_MALFORMED}
   */
  public static RequestBody read(InputStream input) {
    byte[] bytes;
    try {
      bytes = input.readNBytes(MAX_BYTES + 1);
    } catch (IOException e) {
      throw new VaultException(
          ErrorCode.INPUT_MALFORMED, "the body did not arrive, or not in time", e);
    }
    try {
      if (bytes.length > MAX_BYTES) {
        throw new VaultException(ErrorCode.BODY_TOO_LARGE, "at most " + MAX_BYTES + " bytes");
      }
      return parse(bytes);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /** The object in {@code utf8}, which stays as it is. */
  @SuppressWarnings("unchecked") // the parser makes no other maps
  public static RequestBody parse(byte[] utf8) {
    CharBuffer chars = CharBuffer.allocate(utf8.length);
    try {
      var decoder =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT);
      var result = decoder.decode(ByteBuffer.wrap(utf8), chars, true);
      if (result.isError()) {
        result.throwException();
      }
      char[] text = Arrays.copyOf(chars.array(), chars.position());
      try {
        if (JsonParser.parse(text) instanceof Map<?, ?> members) {
          return new RequestBody((Map<String, @Nullable Object>) members, "");
        }
        throw new VaultException(ErrorCode.INPUT_MALFORMED, "a JSON object is expected");
      } finally {
        Arrays.fill(text, '\0');
      }
    } catch (CharacterCodingException e) {
      throw new VaultException(ErrorCode.INPUT_MALFORMED, "the text is not UTF-8", e);
    } finally {
      Arrays.fill(chars.array(), '\0');
    }
  }

  /** Refuses every field but these. */
  public RequestBody only(String... fields) {
    Set<String> known = Set.of(fields);
    for (String name : members.keySet()) {
      if (!known.contains(name)) {
        throw new VaultException(
                ErrorCode.INPUT_MALFORMED, "the field '" + path + name + "' is not known here")
            .atField(path + name);
      }
    }
    return this;
  }

  /** The field's full name, for errors that others find in it. */
  public String field(String name) {
    return path + name;
  }

  public String text(String name) {
    return new String(characters(name));
  }

  public @Nullable String optionalText(String name) {
    return isAbsent(name) ? null : text(name);
  }

  /** A secret that must be there and not be empty. */
  public SecretChars secret(String name) {
    return SecretChars.copyOf(characters(name));
  }

  public @Nullable SecretChars optionalSecret(String name) {
    return isAbsent(name) ? null : secret(name);
  }

  /** Secret bytes sent in base64. */
  public SecretBytes base64(String name) {
    char[] encoded = characters(name);
    byte[] latin = new byte[encoded.length];
    try {
      for (int i = 0; i < encoded.length; i++) {
        // Anything outside ASCII becomes a byte that base64 refuses.
        latin[i] = encoded[i] < 128 ? (byte) encoded[i] : 0;
      }
      return SecretBytes.takeFrom(Base64.getDecoder().decode(latin));
    } catch (IllegalArgumentException e) {
      throw new VaultException(ErrorCode.INPUT_INVALID, "not base64").atField(path + name);
    } finally {
      Arrays.fill(latin, (byte) 0);
    }
  }

  public <E extends Enum<E>> E constant(String name, Class<E> type) {
    return constant(text(name), type, path + name);
  }

  public <E extends Enum<E>> @Nullable E optionalConstant(String name, Class<E> type) {
    return isAbsent(name) ? null : constant(name, type);
  }

  /** The objects of an array; their fields are named like {@code administrators[0].name}. */
  @SuppressWarnings("unchecked") // the parser makes no other maps
  public List<RequestBody> objects(String name) {
    if (!(required(name) instanceof List<?> items)) {
      throw wrong(name, "an array is expected");
    }
    List<RequestBody> bodies = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      String item = name + "[" + i + "]";
      if (!(items.get(i) instanceof Map<?, ?> object)) {
        throw wrong(item, "an object is expected");
      }
      bodies.add(new RequestBody((Map<String, @Nullable Object>) object, path + item + "."));
    }
    return bodies;
  }

  /** The plain value of a field, for documents that hold no secret: strings stay {@code char[]}. */
  public Map<String, @Nullable Object> members() {
    return members;
  }

  /** Finds an enum constant by name, in any case. */
  public static <E extends Enum<E>> E constant(String value, Class<E> type, String field) {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(value.toUpperCase(Locale.ROOT))) {
        return constant;
      }
    }
    throw new VaultException(
            ErrorCode.INPUT_INVALID, "one of " + Arrays.toString(type.getEnumConstants()))
        .atField(field);
  }

  @Override
  public void close() {
    wipe(members);
  }

  private static void wipe(@Nullable Object value) {
    if (value instanceof char[] characters) {
      Arrays.fill(characters, '\0');
    } else if (value instanceof Map<?, ?> map) {
      map.values().forEach(RequestBody::wipe);
    } else if (value instanceof List<?> list) {
      list.forEach(RequestBody::wipe);
    }
  }

  private boolean isAbsent(String name) {
    return members.get(name) == null;
  }

  private Object required(String name) {
    Object value = members.get(name);
    if (value == null) {
      throw new VaultException(ErrorCode.INPUT_MISSING, "the field '" + path + name + "'")
          .atField(path + name);
    }
    return value;
  }

  private char[] characters(String name) {
    if (!(required(name) instanceof char[] characters)) {
      throw wrong(name, "a string is expected");
    }
    if (characters.length == 0) {
      throw new VaultException(ErrorCode.INPUT_MISSING, "the field '" + path + name + "'")
          .atField(path + name);
    }
    return characters;
  }

  private VaultException wrong(String name, String detail) {
    return new VaultException(ErrorCode.INPUT_INVALID, detail).atField(path + name);
  }
}
