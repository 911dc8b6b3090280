package org.holdfast.cli.output;

import java.util.LinkedHashMap;
import java.util.Map;

/** Names and values, one a line, the values below each other. */
public final class Facts {

  private final Map<String, String> facts = new LinkedHashMap<>();

  /** Adds a line. */
  public Facts add(String name, String value) {
    facts.put(name, value);
    return this;
  }

  /** All of it, without a line end at the end. */
  @Override
  public String toString() {
    int width = facts.keySet().stream().mapToInt(String::length).max().orElse(0);
    StringBuilder text = new StringBuilder();
    facts.forEach(
        (name, value) ->
            text.append(name)
                .append(" ".repeat(width - name.length() + 2))
                .append(value)
                .append('\n'));
    return text.toString().stripTrailing();
  }
}
