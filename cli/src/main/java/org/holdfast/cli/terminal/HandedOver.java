package org.holdfast.cli.terminal;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which file descriptors the shell handed over. The virtual machine opens files of its own under
 * the numbers that are free, and their content must not be taken for a secret: what has to be
 * looked at before this program opens any.
 */
public final class HandedOver {

  private static final Path OWN = Path.of("/proc/self/fd");
  private static final Path FLAGS = Path.of("/proc/self/fdinfo");
  private static final String FLAGS_LINE = "flags:";
  private static final int CLOSE_ON_EXEC = 02000000;

  private HandedOver() {}

  /**
   * The descriptors that are open and none of the virtual machine's: neither closed on exec, nor
   * part of Java or the class path, nor a source of random numbers. To be called first.
   */
  public static Set<Integer> now() {
    Set<Path> classPath =
        Stream.of(System.getProperty("java.class.path", "").split(File.pathSeparator))
            .map(HandedOver::real)
            .collect(Collectors.toUnmodifiableSet());
    Path java = real(System.getProperty("java.home", "/"));
    try (Stream<Path> open = Files.list(OWN)) {
      return open.map(link -> Integer.parseInt(link.getFileName().toString()))
          .filter(number -> isForeign(number, java, classPath))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      return Set.of();
    }
  }

  private static boolean isForeign(int number, Path java, Set<Path> classPath) {
    try {
      Path target = Files.readSymbolicLink(OWN.resolve(Integer.toString(number)));
      List<String> info = Files.readAllLines(FLAGS.resolve(Integer.toString(number)));
      return !target.startsWith(java)
          && !classPath.contains(target)
          && !target.startsWith("/dev/random")
          && !target.startsWith("/dev/urandom")
          && info.stream()
              .filter(line -> line.startsWith(FLAGS_LINE))
              .map(line -> Integer.parseInt(line.substring(FLAGS_LINE.length()).strip(), 8))
              .anyMatch(flags -> (flags & CLOSE_ON_EXEC) == 0);
    } catch (IOException | NumberFormatException e) {
      // Among them the one by which the folder is listed, which is closed by now.
      return false;
    }
  }

  private static Path real(String name) {
    Path path = Path.of(name);
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path;
    }
  }
}
