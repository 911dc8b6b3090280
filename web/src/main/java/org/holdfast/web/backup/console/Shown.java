package org.holdfast.web.backup.console;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.primefaces.PrimeFaces;

/**
 * What a page shows that asks again by itself. Only what has changed is put in place anew: else who
 * has scrolled a table sideways, or marked a text, would lose that every few seconds.
 */
final class Shown {

  private final Map<String, @Nullable Object> parts = new HashMap<>();

  /** Renders a part of the page, if {@code content} is not what it was the last time. */
  void update(String part, @Nullable Object content) {
    if (!Objects.equals(parts.put(part, content), content)) {
      PrimeFaces.current().ajax().update(part);
    }
  }

  /** The page was rendered as a whole, with this. */
  void remember(String part, @Nullable Object content) {
    parts.put(part, content);
  }
}
