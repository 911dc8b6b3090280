package org.holdfast.cli.output;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;

/**
 * Reads what a server says without trusting its form: what is missing or of another type is left
 * out.
 */
public final class Fields {

  private Fields() {}

  /** A text, number or truth value as text; a dash if there is none. */
  public static String text(JsonObject of, String name) {
    JsonValue value = of.getOrDefault(name, JsonValue.NULL);
    if (value instanceof JsonString string) {
      return string.getString().isEmpty() ? Words.NONE : string.getString();
    }
    return switch (value.getValueType()) {
      case NUMBER, TRUE, FALSE -> value.toString();
      default -> Words.NONE;
    };
  }

  /** A whole number; 0 if there is none. */
  public static long number(JsonObject of, String name) {
    return of.get(name) instanceof JsonNumber number ? number.longValue() : 0;
  }

  /** An instant without fractions of a second; a dash if there is none. */
  public static String time(JsonObject of, String name) {
    return text(of, name).replaceFirst("\\.\\d+Z$", "Z");
  }

  /** A size in words; a dash if there is none. */
  public static String bytes(JsonObject of, String name) {
    return of.get(name) instanceof JsonNumber number ? Words.bytes(number.longValue()) : Words.NONE;
  }

  /** An object; an empty one if there is none. */
  public static JsonObject object(JsonObject of, String name) {
    return of.get(name) instanceof JsonObject object ? object : JsonObject.EMPTY_JSON_OBJECT;
  }

  /** The objects of an array. */
  public static List<JsonObject> objects(JsonObject of, String name) {
    return of.getOrDefault(name, JsonValue.EMPTY_JSON_ARRAY) instanceof jakarta.json.JsonArray array
        ? array.stream().filter(JsonObject.class::isInstance).map(JsonValue::asJsonObject).toList()
        : List.of();
  }

  /** Whether it is true. */
  public static boolean isTrue(JsonObject of, String name) {
    return JsonValue.TRUE.equals(of.get(name));
  }
}
