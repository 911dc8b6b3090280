package org.holdfast.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutletTest {

  private static final Path OWN = Path.of("/proc/self/fd");

  @ParameterizedTest
  @CsvSource({
    "rw-------, PRIVATE",
    "rw--w--w-, PRIVATE",
    "rw-r-----, OPEN_FILE",
    "rw----r--, OPEN_FILE"
  })
  void file_isPrivate_ifNobodyElseReadsIt(String mode, Outlet outlet, @TempDir Path folder)
      throws IOException {
    Path file = folder.toRealPath().resolve("out");
    try (OutputStream out = Files.newOutputStream(file)) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));

      assertThat(Outlet.ofDescriptor(descriptorOf(file))).isEqualTo(outlet);
      out.flush();
    }
  }

  @Test
  void whatCannotBeTold_isTakenForOpen() {
    assertThat(Outlet.ofDescriptor(9999)).isEqualTo(Outlet.OPEN_FILE);
  }

  private static int descriptorOf(Path file) throws IOException {
    try (Stream<Path> own = Files.list(OWN)) {
      return own.filter(link -> leadsTo(link, file))
          .map(link -> Integer.valueOf(link.getFileName().toString()))
          .findFirst()
          .orElseThrow();
    }
  }

  private static boolean leadsTo(Path link, Path file) {
    try {
      return Files.exists(link) && Files.readSymbolicLink(link).equals(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
