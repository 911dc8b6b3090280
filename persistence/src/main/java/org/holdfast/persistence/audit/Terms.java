package org.holdfast.persistence.audit;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.holdfast.persistence.sql.Parameters;
import org.jspecify.annotations.Nullable;

/** The terms of a condition that apply, and what they compare with. */
final class Terms {

  /** Sets the parameters of a term. */
  @FunctionalInterface
  interface Setter<T> {
    void set(Parameters parameters, T value) throws SQLException;
  }

  @FunctionalInterface
  private interface Bound {
    void to(Parameters parameters) throws SQLException;
  }

  private final List<String> texts = new ArrayList<>();
  private final List<Bound> values = new ArrayList<>();

  /** Adds a term unless its value is null. */
  <T> void add(String text, @Nullable T value, Setter<T> setter) {
    if (value != null) {
      texts.add(text);
      values.add(parameters -> setter.set(parameters, value));
    }
  }

  /** The condition with its keyword; empty if there is no term. */
  String where() {
    return texts.isEmpty() ? "" : " WHERE " + String.join(" AND ", texts);
  }

  void bind(Parameters parameters) throws SQLException {
    for (Bound value : values) {
      value.to(parameters);
    }
  }
}
