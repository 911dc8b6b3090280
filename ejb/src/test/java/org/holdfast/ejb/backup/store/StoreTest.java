package org.holdfast.ejb.backup.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.holdfast.ejb.backup.store.StoreFixture.assertFails;
import static org.holdfast.ejb.backup.store.StoreFixture.content;
import static org.holdfast.ejb.backup.store.StoreFixture.read;
import static org.holdfast.ejb.backup.store.StoreFixture.write;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.holdfast.domain.backup.BackupStore;
import org.holdfast.domain.backup.BackupStore.StoredFile;
import org.holdfast.domain.backup.Location;
import org.holdfast.domain.backup.TransferMethod;
import org.holdfast.domain.error.ErrorCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What every kind of store promises. */
class StoreTest {

  private static final int LARGE = 40 << 20;

  private static final Sshd SSHD = Sshd.start();

  private Path folder = Path.of("/");
  private StoreFixture vault = new StoreFixture(folder);

  @AfterAll
  static void stop() {
    SSHD.close();
  }

  @BeforeEach
  void setUp(@TempDir Path made) throws IOException {
    vault = new StoreFixture(made.resolve("home"));
    SSHD.authorize(vault.stores().publicKey());
    folder = Files.createDirectory(made.resolve("-odd 'place'"));
  }

  static Stream<Arguments> sizes() {
    return Stream.of(TransferMethod.values())
        .flatMap(method -> Stream.of(0, 1, 100_000, LARGE).map(size -> Arguments.of(method, size)));
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void open_fileJustCreated_isTheSameAndPrivate(TransferMethod method, int size)
      throws IOException {
    byte[] content = content(size);

    try (BackupStore store = open(method)) {
      write(store, "a", content);

      assertThat(Files.size(folder.resolve("a"))).isEqualTo(size);
      assertThat(read(store, "a")).isEqualTo(content);
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("a"))))
        .isEqualTo("rw-------");
  }

  @ParameterizedTest
  @EnumSource
  void create_whileItIsWritten_isPrivateAlready(TransferMethod method) throws IOException {
    Files.writeString(folder.resolve("a"), "readable by all");

    try (BackupStore store = open(method);
        OutputStream stream = store.create("a")) {
      stream.write(content(1 << 20));
      if (method == TransferMethod.SCP) {
        Awaitility.await()
            .until(
                () -> Files.exists(folder.resolve("a")) && Files.size(folder.resolve("a")) > 100);
      }

      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("a"))))
          .isEqualTo("rw-------");
    }
  }

  @ParameterizedTest
  @EnumSource
  void everything_oddNames_works(TransferMethod method) throws IOException {
    List<String> names = List.of("-it's $(a) \"b\" * \\ ü\u4e2d\n!", ".hidden");
    try (BackupStore store = open(method)) {
      for (String name : names) {
        write(store, name, content(3));
        store.rename(name, name + "'");
      }

      assertThat(store.list())
          .extracting(StoredFile::name)
          .containsExactlyInAnyOrderElementsOf(names.stream().map(name -> name + "'").toList());
      for (String name : names) {
        assertThat(read(store, name + "'")).isEqualTo(content(3));
        store.delete(name + "'");
      }
      assertThat(folder).isEmptyDirectory();
    }
  }

  @ParameterizedTest
  @EnumSource
  void create_nameThatLeadsElsewhere_isRefused(TransferMethod method) {
    try (BackupStore store = open(method)) {
      for (String name : List.of("", ".", "..", "../a", "/a", "a/b", "a\0b")) {
        assertThatIllegalArgumentException().isThrownBy(() -> store.create(name));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void list_filesFoldersAndLinks_areTheFilesWithSizeAndTime(TransferMethod method)
      throws IOException {
    Files.write(folder.resolve("a"), content(12_345));
    Files.createDirectory(folder.resolve("folder"));
    Files.createSymbolicLink(folder.resolve("link"), folder.resolve("a"));

    try (BackupStore store = open(method)) {
      assertThat(store.list())
          .singleElement()
          .satisfies(
              file -> {
                assertThat(file.name()).isEqualTo("a");
                assertThat(file.bytes()).isEqualTo(12_345);
                assertThat(file.modified())
                    .isBetween(Instant.now().minus(Duration.ofMinutes(1)), Instant.now());
              });
    }
  }

  @ParameterizedTest
  @EnumSource
  void list_manyFiles_hasAll(TransferMethod method) throws IOException {
    for (int i = 0; i < 150; i++) {
      Files.createFile(folder.resolve("file " + i));
    }

    try (BackupStore store = open(method)) {
      assertThat(store.list()).hasSize(150);
    }
  }

  @ParameterizedTest
  @EnumSource
  void rename_otherFileThere_takesItsPlace(TransferMethod method) throws IOException {
    try (BackupStore store = open(method)) {
      write(store, "old", content(1));
      write(store, "new", content(2));

      store.rename("new", "old");

      assertThat(store.list()).hasSize(1);
      assertThat(read(store, "old")).isEqualTo(content(2));
    }
  }

  @ParameterizedTest
  @EnumSource
  void delete_fileThatIsNotThere_doesNothing(TransferMethod method) {
    try (BackupStore store = open(method)) {
      store.delete("missing");
    }
  }

  @ParameterizedTest
  @EnumSource
  void open_fileThatIsNotThere_isUnknown(TransferMethod method) {
    try (BackupStore store = open(method)) {
      assertFails(ErrorCode.BACKUP_UNKNOWN, () -> store.open("missing"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void rename_fileThatIsNotThere_failsAndKeepsTheOther(TransferMethod method) throws IOException {
    try (BackupStore store = open(method)) {
      write(store, "other", content(1));

      assertFails(ErrorCode.DESTINATION_NOT_WRITABLE, () -> store.rename("missing", "other"));
      assertThat(read(store, "other")).isEqualTo(content(1));
    }
  }

  @ParameterizedTest
  @EnumSource
  void open_noSuchFolder_saysSoAtThePath(TransferMethod method) {
    folder = folder.resolve("missing");

    assertThat(StoreFixture.failureOf(() -> open(method)))
        .satisfies(
            failure -> {
              assertThat(failure.code()).isEqualTo(ErrorCode.DESTINATION_NOT_WRITABLE);
              assertThat(failure.field()).isEqualTo("path");
            });
  }

  /** Root may write where permissions do not let it; nobody may write below {@code /proc}. */
  @ParameterizedTest
  @EnumSource
  void create_folderThatCannotBeWritten_saysSo(TransferMethod method) {
    folder = Path.of("/proc/self");

    try (BackupStore store = open(method)) {
      assertFails(ErrorCode.DESTINATION_NOT_WRITABLE, () -> write(store, "a", content(10)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void create_diskIsFull_saysSo(TransferMethod method) throws IOException {
    assumeTrue(mount());
    try (BackupStore store = open(method)) {
      assertFails(ErrorCode.DESTINATION_FULL, () -> write(store, "a", content(6 << 20)));

      store.delete("a");
      write(store, "b", content(100));
      assertThat(read(store, "b")).isEqualTo(content(100));
    } finally {
      Sshd.run("umount", "-l", folder.toString());
    }
  }

  private boolean mount() {
    try {
      Sshd.run("mount", "-t", "tmpfs", "-o", "size=2m", "holdfast", folder.toString());
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @ParameterizedTest
  @EnumSource
  void check_goodLocation_returnsTheKeyAndLeavesNothing(TransferMethod method) {
    DestinationCheck check = new DestinationCheck(vault.stores(), StoreFixture.RANDOM);

    assertThat(check.check(location(method), null))
        .isEqualTo(method == TransferMethod.LOCAL ? null : SSHD.hostKeys().get(0));
    assertThat(folder).isEmptyDirectory();
  }

  private BackupStore open(TransferMethod method) {
    return vault.stores().open(location(method), null);
  }

  private Location location(TransferMethod method) {
    return method == TransferMethod.LOCAL
        ? StoreFixture.local(folder)
        : StoreFixture.remote(method, SSHD.port(), folder, null);
  }
}
