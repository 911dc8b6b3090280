package org.holdfast.web.object;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.object.AttributeRules;
import org.holdfast.domain.object.ObjectAttributes;
import org.holdfast.web.json.RequestBody;
import org.jspecify.annotations.Nullable;

/** The fields that set attributes of a security object, by their names in JSON. */
final class AttributeFields {

  /** Custom attributes, all in one object. */
  static final String CUSTOM = "attributes";

  private static final String USAGE = "usage";
  private static final String ROTATION_DAYS = "rotationDays";
  private static final int MAX_USAGES = 32;
  private static final int MAX_USAGE = 64;

  /** Those whose values are text, and the names they are kept under. */
  private static final Map<String, String> TEXTS =
      Map.of(
          "description", ObjectAttributes.DESCRIPTION,
          "activationDate", ObjectAttributes.ACTIVATION,
          "deactivationDate", ObjectAttributes.DEACTIVATION,
          "processStartDate", ObjectAttributes.PROCESS_START,
          "protectStopDate", ObjectAttributes.PROTECT_STOP,
          "scheme", ObjectAttributes.SCHEME);

  /** All of them. */
  static final List<String> NAMES =
      List.of(
          "description",
          "activationDate",
          "deactivationDate",
          "processStartDate",
          "protectStopDate",
          "scheme",
          USAGE,
          ROTATION_DAYS,
          CUSTOM);

  private AttributeFields() {}

  /**
   * The changes that {@code body} asks for as a merge patch (RFC 7396), by the names that
   * attributes are kept under: what is not there stays, null takes away.
   *
   * @param custom names of the custom attributes there are, for taking all of them away
   */
  static Map<String, @Nullable String> changes(RequestBody body, Supplier<Set<String>> custom) {
    Map<String, @Nullable String> changes = new LinkedHashMap<>();
    TEXTS.forEach(
        (field, kept) -> {
          if (body.has(field)) {
            changes.put(kept, text(body, field));
          }
        });
    if (body.has(USAGE)) {
      changes.put(ObjectAttributes.USAGE, usage(body));
    }
    if (body.has(ROTATION_DAYS)) {
      Integer days = body.optionalInteger(ROTATION_DAYS);
      changes.put(ObjectAttributes.ROTATION_DAYS, days == null ? null : days.toString());
    }
    if (body.has(CUSTOM)) {
      if (body.isNull(CUSTOM)) {
        custom.get().forEach(name -> changes.put(ObjectAttributes.CUSTOM + name, null));
      }
      body.textMap(CUSTOM, 2 * AttributeRules.MAX_CUSTOM, AttributeRules.MAX_VALUE)
          .forEach((name, value) -> changes.put(ObjectAttributes.CUSTOM + name, value));
    }
    return changes;
  }

  /** The attributes of a new object: a null is as good as nothing. */
  static Map<String, String> values(RequestBody body) {
    Map<String, String> values = new LinkedHashMap<>();
    changes(body, Set::of)
        .forEach(
            (name, value) -> {
              if (value != null) {
                values.put(name, value);
              }
            });
    return values;
  }

  /**
   * The result of {@code call}, whose failures are said of the field in JSON: {@code
   * activationDate} for {@code activation-date}, {@code attributes.NAME} for {@code x.NAME}.
   */
  static <T> T named(Supplier<T> call) {
    try {
      return call.get();
    } catch (VaultException e) {
      String kept = e.field();
      throw kept == null ? e : e.atField(field(kept));
    }
  }

  private static String field(String kept) {
    if (kept.startsWith(ObjectAttributes.CUSTOM)) {
      return CUSTOM + "." + kept.substring(ObjectAttributes.CUSTOM.length());
    }
    if (kept.equals(ObjectAttributes.ROTATION_DAYS)) {
      return ROTATION_DAYS;
    }
    return TEXTS.entrySet().stream()
        .filter(entry -> entry.getValue().equals(kept))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(kept);
  }

  private static @Nullable String text(RequestBody body, String field) {
    return body.isNull(field) ? null : body.textOrEmpty(field, AttributeRules.MAX_VALUE);
  }

  /** The names with commas between them; an empty array is a mask that allows nothing. */
  private static @Nullable String usage(RequestBody body) {
    if (body.isNull(USAGE)) {
      return null;
    }
    List<String> usages = body.texts(USAGE, MAX_USAGES, MAX_USAGE);
    if (usages.stream().anyMatch(usage -> usage.contains(","))) {
      throw new VaultException(ErrorCode.INPUT_INVALID, "one usage each").atField(USAGE);
    }
    return String.join(",", usages);
  }
}
