package org.holdfast.tests.distribution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The home of a trial that was started once and stopped: token, certificates, database,
 * post-install and Initialize done. A copy of it starts in half the time of an empty home. Made
 * once for each build of the distribution, by whichever virtual machine of the test run comes
 * first.
 *
 * <p>Its database does not wait for the disk: what a test kills is a process, and what that wrote
 * stays. The first start and a database that does wait are tested by those who begin on an empty
 * home.
 */
final class PreparedHome {

  private static final String NAME = "prepared";

  private PreparedHome() {}

  /**
   * Classes of the JDK that the server loads at its start, as the virtual machine wrote them down
   * when the prepared server stopped; beside each home. Without the file it starts all the same.
   */
  static final String CLASSES = "../" + NAME + ".jsa";

  /**
   * Copies it.
   *
   * @param home what is made; must not be there
   */
  static synchronized void copyTo(Path home) {
    Path work = TrialServer.WORK;
    try {
      Files.createDirectories(work);
      try (FileChannel channel =
              FileChannel.open(
                  work.resolve(NAME + ".lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        ensure(work, lock);
        Command.run(Map.of(), "cp", List.of("-a", work.resolve(NAME).toString(), home.toString()))
            .requireSuccess();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void ensure(Path work, FileLock held) throws IOException {
    Path stamp = work.resolve(NAME + ".stamp");
    String build = held.isValid() ? build() : "";
    if (TrialServer.read(stamp).equals(build)) {
      return;
    }
    Files.deleteIfExists(stamp);
    Files.deleteIfExists(work.resolve(NAME + ".jsa"));
    try (TrialServer server = TrialServer.fresh(NAME)) {
      server.writingClassesTo(CLASSES).startFromNothing();
      server.stop();
    }
    Path home = work.resolve(NAME);
    TrialServer.delete(home.resolve("server"));
    for (String folder : List.of("run", "log", "pg/log")) {
      deleteFiles(home.resolve(folder));
    }
    Files.writeString(home.resolve("pg/data/local.conf"), "fsync = off\nfull_page_writes = off\n");
    Files.writeString(stamp, build);
  }

  private static String build() throws IOException {
    return Files.getLastModifiedTime(TrialServer.DISTRIBUTION.resolveSibling("distribution-built"))
        .toString();
  }

  private static void deleteFiles(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    }
  }
}
