package org.holdfast.web.object;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.web.json.RequestBody;
import org.jspecify.annotations.Nullable;

/**
 * The changes of a merge patch (RFC 7396) to a security object.
 *
 * @param name null to leave it
 * @param attributes by the names they are kept under; a null value takes one away
 */
record ObjectPatch(@Nullable String name, Map<String, @Nullable String> attributes) {

  private static final String NAME = "name";

  ObjectPatch {
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
  }

  /**
   * @param custom names of the custom attributes there are, asked only to take all of them away
   * @throws VaultException {@link ErrorCode#INPUT_MALFORMED}, {@link ErrorCode#INPUT_INVALID};
   *     {@link ErrorCode#INPUT_MISSING} for a name that is null
   */
  static ObjectPatch read(RequestBody body, Supplier<Set<String>> custom) {
    body.only(
        Stream.concat(Stream.of(NAME), AttributeFields.NAMES.stream()).toArray(String[]::new));
    return new ObjectPatch(
        body.has(NAME) ? body.text(NAME) : null, AttributeFields.changes(body, custom));
  }
}
