package org.holdfast.web.json;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.domain.secret.SecretChars;
import org.jspecify.annotations.Nullable;

/**
 * The JSON object a client sent. Secrets leave it as {@link SecretChars} or {@link SecretBytes},
 * which the caller closes; {@link #close()} zeroes every value that was read. A missing or wrong
 * value is refused by the name of its field.
 */
public final class RequestBody implements AutoCloseable {

  /** Longest body that is read, in bytes. */
  public static final int MAX_BYTES = 2 << 20;

  /** Longest body of a call for many objects, in bytes: what the listener takes. */
  public static final int MAX_BULK_BYTES = 4 << 20;

  private static final int MAX_TIME = 64;
  private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]{1,9}");

  private final Map<String, @Nullable Object> members;
  private final String path;

  private RequestBody(Map<String, @Nullable Object> members, String path) {
    this.members = members;
    this.path = path;
  }

  /**
   * Reads a body of up to {@link #MAX_BYTES}.
   *
   * @throws VaultException {@link ErrorCode#BODY_TOO_LARGE}, {@link ErrorCode#INPUT_MALFORMED}
   */
  public static RequestBody read(InputStream input) {
    return read(input, MAX_BYTES);
  }

  /** The same for a call on many objects, whose body may have {@link #MAX_BULK_BYTES}. */
  public static RequestBody readBulk(InputStream input) {
    return read(input, MAX_BULK_BYTES);
  }

  /** The same where the body may be left out, which is the empty object. */
  public static RequestBody readOptional(InputStream input) {
    byte[] bytes = BodyBytes.read(input, MAX_BYTES);
    try {
      return bytes.length == 0 ? new RequestBody(Map.of(), "") : parse(bytes);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private static RequestBody read(InputStream input, int maxBytes) {
    byte[] bytes = BodyBytes.read(input, maxBytes);
    try {
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

  /** Whether the field is there, even as null. */
  public boolean has(String name) {
    return members.containsKey(name);
  }

  /** Whether the field is there and null. */
  public boolean isNull(String name) {
    return has(name) && isAbsent(name);
  }

  /** The result of {@code reading}, whose failures are said of fields of this object. */
  public <T> T at(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (VaultException e) {
      String field = e.field();
      throw field == null || field.startsWith(path) ? e : e.atField(path + field);
    }
  }

  /** A text that must be there and not be empty. */
  public String text(String name) {
    return new String(characters(name));
  }

  /** The same, of at most {@code maxLength} characters. */
  public String text(String name, int maxLength) {
    char[] characters = characters(name);
    if (characters.length > maxLength) {
      throw wrong(name, "at most " + maxLength + " characters");
    }
    return new String(characters);
  }

  /** Null if the field is not there or null. */
  public @Nullable String optionalText(String name) {
    return isAbsent(name) ? null : text(name);
  }

  /** The same, of at most {@code maxLength} characters. */
  public @Nullable String optionalText(String name, int maxLength) {
    return isAbsent(name) ? null : text(name, maxLength);
  }

  /** A text that may be empty; empty too if the field is not there or null. */
  public String textOrEmpty(String name, int maxLength) {
    return members.get(name) instanceof char[] characters && characters.length == 0
        ? ""
        : Objects.requireNonNullElse(optionalText(name, maxLength), "");
  }

  /** The texts of an array, none of them empty; none if the field is not there or null. */
  public List<String> texts(String name, int maxItems, int maxLength) {
    List<String> texts = new ArrayList<>();
    for (Object item : items(name, maxItems)) {
      if (!(item instanceof char[] characters)
          || characters.length == 0
          || characters.length > maxLength) {
        throw wrong(name, "strings of 1 to " + maxLength + " characters are expected");
      }
      texts.add(new String(characters));
    }
    return texts;
  }

  /**
   * The texts of an object by their names, null where null was sent; none if the field is not there
   * or null.
   */
  public Map<String, @Nullable String> textMap(String name, int maxItems, int maxLength) {
    Object value = members.get(name);
    Map<String, @Nullable String> texts = new LinkedHashMap<>();
    if (value == null) {
      return texts;
    }
    if (!(value instanceof Map<?, ?> object)) {
      throw wrong(name, "an object is expected");
    }
    if (object.size() > maxItems) {
      throw wrong(name, "at most " + maxItems + " fields");
    }
    object.forEach(
        (key, text) -> {
          if (text != null
              && !(text instanceof char[] characters && characters.length <= maxLength)) {
            throw wrong(name + "." + key, "a string of at most " + maxLength + " characters");
          }
          texts.put((String) key, text == null ? null : new String((char[]) text));
        });
    return texts;
  }

  /** A whole number of at most nine digits; null if the field is not there or null. */
  public @Nullable Integer optionalInteger(String name) {
    Object value = members.get(name);
    if (value == null) {
      return null;
    }
    if (!(value instanceof String number) || !WHOLE_NUMBER.matcher(number).matches()) {
      throw wrong(name, "a whole number of at most nine digits is expected");
    }
    return Integer.valueOf(number);
  }

  /** A truth value; {@code otherwise} if the field is not there or null. */
  public boolean flag(String name, boolean otherwise) {
    Object value = members.get(name);
    if (value == null) {
      return otherwise;
    }
    if (!(value instanceof Boolean flag)) {
      throw wrong(name, "true or false is expected");
    }
    return flag;
  }

  /** A time as ISO 8601 writes it, with its zone; null if the field is not there or null. */
  public @Nullable Instant optionalTime(String name) {
    String text = optionalText(name, MAX_TIME);
    if (text == null) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new VaultException(
              ErrorCode.INPUT_INVALID,
              "an ISO 8601 time with its zone, such as 2026-11-21T08:00:00Z",
              e)
          .atField(path + name);
    }
  }

  /** A secret that must be there and not be empty. */
  public SecretChars secret(String name) {
    return SecretChars.copyOf(characters(name));
  }

  public @Nullable SecretChars optionalSecret(String name) {
    return isAbsent(name) ? null : secret(name);
  }

  /** Secret bytes sent in base64, at least one. */
  public SecretBytes base64(String name) {
    return SecretBytes.takeFrom(decoded(characters(name), name));
  }

  /** The same; null if the field is not there or null. */
  public @Nullable SecretBytes optionalBase64(String name) {
    return isAbsent(name) ? null : base64(name);
  }

  /** Secret data sent in base64; the empty text is no data at all. */
  public SecretBytes data(String name) {
    if (!(required(name) instanceof char[] characters)) {
      throw wrong(name, "a string is expected");
    }
    return SecretBytes.takeFrom(decoded(characters, name));
  }

  /** Bytes sent in base64 that are no secret, at least one. */
  public Bytes bytes(String name) {
    return Bytes.of(decoded(characters(name), name));
  }

  /** The same; null if the field is not there or null. */
  public @Nullable Bytes optionalBytes(String name) {
    return isAbsent(name) ? null : bytes(name);
  }

  private byte[] decoded(char[] encoded, String name) {
    byte[] latin = new byte[encoded.length];
    try {
      for (int i = 0; i < encoded.length; i++) {
        // Anything outside ASCII becomes a byte that base64 refuses.
        latin[i] = encoded[i] < 128 ? (byte) encoded[i] : 0;
      }
      return Base64.getDecoder().decode(latin);
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
  public List<RequestBody> objects(String name) {
    return objects(name, Integer.MAX_VALUE);
  }

  /** The same, of at most {@code maxItems}. */
  @SuppressWarnings("unchecked") // the parser makes no other maps
  public List<RequestBody> objects(String name, int maxItems) {
    required(name);
    List<?> items = items(name, maxItems);
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

  /** The object that a field holds. */
  @SuppressWarnings("unchecked") // the parser makes no other maps
  public RequestBody object(String name) {
    if (!(required(name) instanceof Map<?, ?> object)) {
      throw wrong(name, "an object is expected");
    }
    return new RequestBody((Map<String, @Nullable Object>) object, path + name + ".");
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

  private List<?> items(String name, int maxItems) {
    Object value = members.get(name);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof List<?> items)) {
      throw wrong(name, "an array is expected");
    }
    if (items.size() > maxItems) {
      throw wrong(name, "at most " + maxItems + " items");
    }
    return items;
  }

  private VaultException wrong(String name, String detail) {
    return new VaultException(ErrorCode.INPUT_INVALID, detail).atField(path + name);
  }
}
