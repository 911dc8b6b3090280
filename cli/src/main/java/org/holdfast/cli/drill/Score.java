package org.holdfast.cli.drill;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How one scenario went.
 *
 * @param happened in words
 * @param recovery from the end of the fault until all was well again; null if it was not
 * @param logins {@code C_Login} that were sent
 * @param problems why it failed; empty if it passed
 */
record Score(
    Scenario scenario,
    String happened,
    @Nullable Duration recovery,
    long logins,
    List<String> problems) {

  Score {
    problems = List.copyOf(problems);
  }

  boolean passed() {
    return problems.isEmpty();
  }

  /** Seconds with one decimal, or a dash. */
  String seconds() {
    Duration time = recovery;
    return time == null ? "-" : String.format(Locale.ROOT, "%.1f", time.toMillis() / 1000.0);
  }

  JsonObject toJson() {
    JsonArrayBuilder list = Json.createArrayBuilder();
    problems.forEach(list::add);
    var json =
        Json.createObjectBuilder()
            .add("scenario", scenario.name())
            .add("expected", scenario.expected())
            .add("happened", happened)
            .add("logins", logins)
            .add("passed", passed())
            .add("problems", list);
    Duration time = recovery;
    if (time != null) {
      json.add("recoverySeconds", time.toMillis() / 1000.0);
    }
    return json.build();
  }
}
