package org.holdfast.server.wildfly;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.holdfast.server.home.Home;

/** WildFly's log, {@code log/server.log}: one line per message, which begins with its time. */
public record ServerLog(Path file) {

  public static ServerLog of(Home home) {
    return new ServerLog(home.log().resolve("server.log"));
  }

  /**
   * What a look over the lines since an instant finds; nothing if the log can't be read. Lines of
   * stack traces are left out, and so is what an earlier start wrote.
   */
  public Optional<String> since(Instant start, Function<Stream<String>, Optional<String>> look) {
    try (Stream<String> lines = Files.lines(file)) {
      return look.apply(lines.filter(line -> isSince(start, line)));
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty();
    }
  }

  private static boolean isSince(Instant start, String line) {
    int end = line.indexOf(' ');
    if (end < 0 || !Character.isDigit(line.charAt(0))) {
      return false;
    }
    try {
      return !OffsetDateTime.parse(line.substring(0, end)).toInstant().isBefore(start);
    } catch (DateTimeException e) {
      return false;
    }
  }
}
