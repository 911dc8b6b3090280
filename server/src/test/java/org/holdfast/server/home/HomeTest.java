package org.holdfast.server.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.holdfast.server.Failure;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {

  private Path folder;

  @BeforeEach
  void takeFolder(@TempDir Path made) {
    folder = made;
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  void prepare_whereNothingIs_makesFoldersForTheOwnerOnly() throws IOException {
    Home home = Home.prepare(folder.resolve("new/home"));

    assertThat(home.path()).isDirectoryContaining(path -> path.endsWith("tde"));
    assertThat(home.path().resolve("hsm/wallet")).isDirectory();
    assertThat(home.path().resolve("log/hsm")).isDirectory();
    try (Stream<Path> made = Files.walk(home.path())) {
      for (Path path : (Iterable<Path>) made::iterator) {
        assertThat(permissions(path)).as(path.toString()).isEqualTo("rwx------");
      }
    }
  }

  @Test
  void prepare_twice_keepsWhatIsThere() throws IOException {
    Home home = Home.prepare(folder.resolve("home"));
    Files.writeString(home.etc().resolve("security.conf"), "x");

    Home.prepare(folder.resolve("home"));

    assertThat(home.etc().resolve("security.conf")).hasContent("x");
  }

  @Test
  void prepare_openToOthers_isRefusedWithTheCure() throws IOException {
    Path open =
        Files.createDirectory(
            folder.resolve("open"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-x---")));

    assertThatThrownBy(() -> Home.prepare(open))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("chmod 700 " + open);
  }

  @Test
  void prepare_aFile_isRefused() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> Home.prepare(file))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("not a folder");
  }

  @Test
  void lock_secondTime_isRefusedAndNamesTheProcess() throws IOException {
    Home home = Home.prepare(folder.resolve("home"));
    try (FileLock first = home.lock()) {
      new RunState(4711, 0, "127.0.0.1", 8443, 9990, 15432, false).write(home);

      assertThat(first.isValid()).isTrue();
      assertThat(home.isLocked()).isTrue();
      assertThatThrownBy(home::lock)
          .isInstanceOf(Failure.class)
          .hasMessageContaining("already runs on " + home.path() + " (process 4711)");
    }
    assertThat(home.isLocked()).isFalse();
  }

  @Test
  void write_overAFile_replacesItForTheOwnerOnly() throws IOException {
    Path file = folder.resolve("secret");
    Files.writeString(file, "old, and longer than what comes");

    Home.write(file, "new");

    assertThat(file).hasContent("new");
    assertThat(permissions(file)).isEqualTo("rw-------");
    assertThat(folder).isDirectoryNotContaining("glob:**.new");
  }

  @Test
  void runState_writtenAndRead_isTheSame() {
    Home home = Home.prepare(folder.resolve("home"));
    RunState state = new RunState(1, 2, "0.0.0.0", 3, 4, 5, true);

    state.write(home);

    assertThat(RunState.read(home)).contains(state);
    assertThat(home.run().resolve("holdfast.pid")).hasContent("1\n");
    RunState.clear(home);
    assertThat(RunState.read(home)).isEmpty();
  }

  @Test
  void runState_whoseProcessIdIsAnotherProgramsNow_hasNoWildFly() {
    Home home = Home.prepare(folder.resolve("home"));

    RunState state = new RunState(1, ProcessHandle.current().pid(), "127.0.0.1", 3, 4, 5, true);

    assertThat(state.wildfly(home)).isEmpty();
  }

  @Test
  void password_isLongAndPlain() {
    assertThat(RandomText.password())
        .matches("[a-zA-Z2-9-]{29}")
        .doesNotContainPattern("[01lIO]")
        .isNotEqualTo(RandomText.password());
  }
}
