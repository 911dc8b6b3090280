package org.holdfast.web.json;

import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.page.PageRequest;
import org.jspecify.annotations.Nullable;

/** The query string of a list; a wrong or unknown parameter is refused by name. */
public final class QueryParameters {

  private static final int DEFAULT_LIMIT = 50;

  private final MultivaluedMap<String, String> values;

  private QueryParameters(MultivaluedMap<String, String> values) {
    this.values = values;
  }

  /** Takes {@code offset}, {@code limit} and the parameters named. */
  public static QueryParameters of(UriInfo uri, String... names) {
    return of(uri.getQueryParameters(), names);
  }

  static QueryParameters of(MultivaluedMap<String, String> values, String... names) {
    Set<String> known = Set.of(names);
    for (String name : values.keySet()) {
      if (!known.contains(name) && !name.equals("offset") && !name.equals("limit")) {
        throw invalid(name, "not a parameter of this list");
      }
    }
    return new QueryParameters(values);
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
    return given.get(0);
  }

  public @Nullable Instant time(String name) {
    String text = text(name);
    if (text == null) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
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
