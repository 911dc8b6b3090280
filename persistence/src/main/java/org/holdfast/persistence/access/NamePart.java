package org.holdfast.persistence.access;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Part of a name as a LIKE pattern with the escape character {@code !}; case does not matter. */
final class NamePart {

  private NamePart() {}

  /** The pattern for {@code lower(name)}; one that all names match for null and blank parts. */
  static String pattern(@Nullable String part) {
    if (part == null || part.isBlank()) {
      return "%";
    }
    String literal =
        part.strip()
            .toLowerCase(Locale.ROOT)
            .replace("!", "!!")
            .replace("%", "!%")
            .replace("_", "!_");
    return "%" + literal + "%";
  }
}
