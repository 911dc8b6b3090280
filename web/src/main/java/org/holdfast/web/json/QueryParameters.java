package org.holdfast.web.json;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.page.PageRequest;
import org.jspecify.annotations.Nullable;

/** The query string of an address; a wrong or unknown parameter is refused by name. */
public final class QueryParameters {

  private static final int DEFAULT_LIMIT = 50;
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");
  private static final int MAX_LENGTH = 1_024;
  private static final Set<String> PAGING = Set.of("offset", "limit");

  private final MultivaluedMap<String, String> values;

  private QueryParameters(MultivaluedMap<String, String> values) {
    this.values = values;
  }

  /** Takes {@code offset}, {@code limit} and the parameters named. */
  public static QueryParameters of(UriInfo uri, String... names) {
    return of(uri.getQueryParameters(), names);
  }

  /** Takes the parameters named and no other. */
  public static QueryParameters only(UriInfo uri, String... names) {
    return new QueryParameters(checked(uri.getQueryParameters(), null, Set.of(names)));
  }

  /** As {@link #of}, and takes every parameter whose name begins so. */
  public static QueryParameters withPrefix(UriInfo uri, String prefix, String... names) {
    return withPrefix(uri.getQueryParameters(), prefix, names);
  }

  /** The same of a servlet's request. */
  public static QueryParameters only(Map<String, String[]> given, String... names) {
    MultivaluedMap<String, String> values = new MultivaluedHashMap<>();
    given.forEach((name, texts) -> values.addAll(name, texts));
    return new QueryParameters(checked(values, null, Set.of(names)));
  }

  static QueryParameters of(MultivaluedMap<String, String> values, String... names) {
    return new QueryParameters(checked(values, null, withPaging(names)));
  }

  static QueryParameters withPrefix(
      MultivaluedMap<String, String> values, String prefix, String... names) {
    return new QueryParameters(checked(values, prefix, withPaging(names)));
  }

  private static Set<String> withPaging(String... names) {
    Set<String> known = new HashSet<>(PAGING);
    known.addAll(Arrays.asList(names));
    return known;
  }

  private static MultivaluedMap<String, String> checked(
      MultivaluedMap<String, String> values, @Nullable String prefix, Set<String> known) {
    for (String name : values.keySet()) {
      if (!known.contains(name) && (prefix == null || !name.startsWith(prefix))) {
        throw invalid(name, "not a parameter of this address");
      }
    }
    return values;
  }

  /** Whether the parameter is there and not empty. */
  public boolean has(String name) {
    return text(name) != null;
  }

  /** Whether any parameter but these is there and not empty. */
  public boolean hasOtherThan(String... names) {
    Set<String> these = Set.of(names);
    return values.keySet().stream().anyMatch(name -> !these.contains(name) && has(name));
  }

  /** The parameters whose names begin so, by what follows in their names. */
  public Map<String, String> behind(String prefix) {
    Map<String, String> found = new LinkedHashMap<>();
    for (String name : values.keySet()) {
      String value = name.startsWith(prefix) ? text(name) : null;
      if (value != null) {
        found.put(name.substring(prefix.length()), value);
      }
    }
    return found;
  }

  /** Null if it is not there or empty. */
  public @Nullable String text(String name) {
    List<String> given = values.get(name);
    if (given == null || given.isEmpty() || given.get(0).isEmpty()) {
      return null;
    }
    if (given.size() > 1) {
      throw invalid(name, "given more than once");
    }
    if (given.get(0).length() > MAX_LENGTH) {
      throw invalid(name, "at most " + MAX_LENGTH + " characters");
    }
    if (given.get(0).codePoints().anyMatch(QueryParameters::isNoText)) {
      throw invalid(name, "text without control characters");
    }
    return given.get(0);
  }

  /** The database takes neither the null character nor half of a surrogate pair. */
  private static boolean isNoText(int character) {
    return Character.isISOControl(character) || Character.getType(character) == Character.SURROGATE;
  }

  public @Nullable Instant time(String name) {
    String text = text(name);
    if (text == null) {
      return null;
    }
    try {
      Instant time = OffsetDateTime.parse(text).toInstant();
      if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
        throw invalid(name, "a time in the years 0001 to 9999");
      }
      return time;
    } catch (DateTimeParseException e) {
      throw invalid(name, "an ISO 8601 time with its zone, such as 2026-11-21T08:00:00Z");
    }
  }

  public <E extends Enum<E>> @Nullable E constant(String name, Class<E> type) {
    String text = text(name);
    return text == null ? null : RequestBody.constant(text, type, name);
  }

  public PageRequest page() {
    return new PageRequest(number("offset", 0), number("limit", DEFAULT_LIMIT));
  }

  /** A whole number; null if it is not there or empty. */
  public @Nullable Integer number(String name) {
    return has(name) ? Integer.valueOf(number(name, 0)) : null;
  }

  /** A truth value; {@code otherwise} if it is not there or empty. */
  public boolean flag(String name, boolean otherwise) {
    String text = text(name);
    if (text == null) {
      return otherwise;
    }
    if (!text.equals("true") && !text.equals("false")) {
      throw invalid(name, "true or false");
    }
    return text.equals("true");
  }

  private int number(String name, int otherwise) {
    String text = text(name);
    try {
      return text == null ? otherwise : Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw invalid(name, "a whole number");
    }
  }

  private static VaultException invalid(String name, String detail) {
    return new VaultException(ErrorCode.INPUT_INVALID, detail).atField(name);
  }
}
