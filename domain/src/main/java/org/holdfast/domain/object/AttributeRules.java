package org.holdfast.domain.object;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.holdfast.domain.access.Label;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.material.Algorithm;
import org.holdfast.domain.material.KeyOperation;
import org.holdfast.domain.material.ObjectType;
import org.holdfast.domain.material.Scheme;
import org.holdfast.domain.material.Usage;
import org.jspecify.annotations.Nullable;

/** Which attributes users may set, and to what. */
public final class AttributeRules {

  /** Most custom attributes that an object has. */
  public static final int MAX_CUSTOM = 64;

  /** Longest value of a custom attribute, in characters. */
  public static final int MAX_VALUE = 1_024;

  private static final int MAX_ROTATION_DAYS = 3_650;
  private static final Pattern CUSTOM_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,63}");
  private static final Pattern VALUE = Pattern.compile("[^\\p{Cc}\\p{Cs}]*");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private AttributeRules() {}

  /**
   * Checks changes that a user asks for, and brings each value into the form it is kept in. A null
   * value, which takes the attribute away, stays one.
   *
   * @param changes by the names of {@link ObjectAttributes}
   * @throws VaultException {@link ErrorCode#INPUT_INVALID} at the attribute's name
   */
  public static Map<String, @Nullable String> check(
      ObjectType type, @Nullable Algorithm algorithm, Map<String, @Nullable String> changes) {
    Map<String, @Nullable String> checked = new TreeMap<>();
    changes.forEach(
        (name, value) ->
            checked.put(name, value == null ? absent(name) : kept(type, algorithm, name, value)));
    return checked;
  }

  /**
   * Checks attributes as a whole.
   *
   * @throws VaultException {@link ErrorCode#INPUT_INVALID}
   */
  public static void checkTogether(ObjectAttributes attributes) {
    if (attributes.custom().size() > MAX_CUSTOM) {
      throw invalid("attributes", "at most " + MAX_CUSTOM + " custom attributes");
    }
    notBefore(attributes.deactivation(), attributes.activation(), ObjectAttributes.DEACTIVATION);
    notBefore(attributes.processStart(), attributes.activation(), ObjectAttributes.PROCESS_START);
    notBefore(attributes.protectStop(), attributes.activation(), ObjectAttributes.PROTECT_STOP);
    notBefore(attributes.deactivation(), attributes.protectStop(), ObjectAttributes.DEACTIVATION);
  }

  private static void notBefore(@Nullable Instant later, @Nullable Instant earlier, String name) {
    if (later != null && earlier != null && later.isBefore(earlier)) {
      throw invalid(name, "it is before " + earlier);
    }
  }

  private static @Nullable String absent(String name) {
    switch (name) {
      case ObjectAttributes.DESCRIPTION,
          ObjectAttributes.USAGE,
          ObjectAttributes.ACTIVATION,
          ObjectAttributes.DEACTIVATION,
          ObjectAttributes.PROCESS_START,
          ObjectAttributes.PROTECT_STOP,
          ObjectAttributes.SCHEME,
          ObjectAttributes.ROTATION_DAYS -> {}
      default -> customName(name);
    }
    return null;
  }

  private static String kept(
      ObjectType type, @Nullable Algorithm algorithm, String name, String value) {
    return switch (name) {
      case ObjectAttributes.DESCRIPTION -> Label.checkedDescription(value);
      case ObjectAttributes.USAGE -> usage(type, algorithm, value);
      case ObjectAttributes.ACTIVATION,
          ObjectAttributes.DEACTIVATION,
          ObjectAttributes.PROCESS_START,
          ObjectAttributes.PROTECT_STOP ->
          time(name, value);
      case ObjectAttributes.SCHEME -> scheme(type, algorithm, value);
      case ObjectAttributes.ROTATION_DAYS -> days(type, value);
      default -> {
        customName(name);
        yield text(name, value);
      }
    };
  }

  private static void customName(String name) {
    if (!name.startsWith(ObjectAttributes.CUSTOM)) {
      throw invalid(name, "not an attribute that can be set");
    }
    String custom = name.substring(ObjectAttributes.CUSTOM.length());
    if (!CUSTOM_NAME.matcher(custom).matches()) {
      throw invalid(
          "attributes",
          "the name of a custom attribute has 1 to 64 letters, digits, dots, hyphens or"
              + " underscores, and starts with a letter");
    }
  }

  private static String usage(ObjectType type, @Nullable Algorithm algorithm, String value) {
    Set<Usage> given = Usage.parse(value);
    Set<Usage> allowed = Usage.allowed(type, algorithm);
    if (!allowed.containsAll(given)) {
      throw invalid(ObjectAttributes.USAGE, "for this object: " + Usage.text(allowed));
    }
    return Usage.text(given);
  }

  private static String scheme(ObjectType type, @Nullable Algorithm algorithm, String value) {
    Scheme scheme = Scheme.parse(value);
    boolean offered =
        Arrays.stream(KeyOperation.values())
            .anyMatch(operation -> Scheme.offered(operation, type, algorithm).contains(scheme));
    if (!offered) {
      throw invalid(ObjectAttributes.SCHEME, "this object does nothing with " + scheme);
    }
    return scheme.name();
  }

  private static String time(String name, String value) {
    try {
      Instant time = OffsetDateTime.parse(value).toInstant().truncatedTo(ChronoUnit.MILLIS);
      if (time.isBefore(Instant.EPOCH) || time.isAfter(LATEST)) {
        throw invalid(name, "a time between 1970 and 9999");
      }
      return time.toString();
    } catch (DateTimeException e) {
      throw invalid(name, "an ISO 8601 time with its zone, such as 2026-11-21T08:00:00Z");
    }
  }

  private static String days(ObjectType type, String value) {
    if (type != ObjectType.SYMMETRIC_KEY) {
      throw invalid(ObjectAttributes.ROTATION_DAYS, "only symmetric keys are rotated by time");
    }
    try {
      int days = Integer.parseInt(value);
      if (days >= 1 && days <= MAX_ROTATION_DAYS) {
        return Integer.toString(days);
      }
    } catch (NumberFormatException e) {
      throw invalid(ObjectAttributes.ROTATION_DAYS, "a whole number of days");
    }
    throw invalid(ObjectAttributes.ROTATION_DAYS, "1 to " + MAX_ROTATION_DAYS + " days");
  }

  private static String text(String name, String value) {
    if (value.length() > MAX_VALUE || !VALUE.matcher(value).matches()) {
      throw invalid(name, "a value has up to " + MAX_VALUE + " characters, none of them control");
    }
    return value;
  }

  private static VaultException invalid(String name, String detail) {
    return new VaultException(ErrorCode.INPUT_INVALID, detail).atField(name);
  }
}
