package org.holdfast.tests.distribution;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** The folder of a backup destination, as its server's administrator sees it. */
final class RemoteFolder {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration POLL = Duration.ofMillis(300);

  private final Path path;

  private RemoteFolder(Path path) {
    this.path = path;
  }

  /** A new one, which other users of this machine can be let into. */
  static RemoteFolder make() {
    try {
      return new RemoteFolder(Files.createTempDirectory("holdfast-faults"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path path() {
    return path;
  }

  List<String> names() {
    try (Stream<Path> files = Files.list(path)) {
      return files.map(file -> file.getFileName().toString()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until a file is being written, and grows no more. */
  void awaitHanging() {
    AtomicLong before = new AtomicLong();
    await("an unfinished file that does not grow")
        .atMost(PATIENCE)
        .pollInterval(POLL)
        .until(
            () -> {
              long now = unfinishedBytes();
              return now > 0 && now == before.getAndSet(now);
            });
  }

  void delete() {
    TrialServer.delete(path);
  }

  private long unfinishedBytes() {
    return names().stream()
        .filter(name -> name.endsWith(".part"))
        .mapToLong(name -> path.resolve(name).toFile().length())
        .sum();
  }
}
