package org.holdfast.ejb.backup.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.holdfast.ejb.backup.store.StoreFixture.failureOf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalFoldersTest {

  private Path home = Path.of("/");
  private LocalFolders folders = new LocalFolders(home);

  @BeforeEach
  void setUp(@TempDir Path made) throws IOException {
    home = Files.createDirectory(made.toRealPath().resolve("home"));
    folders = new LocalFolders(home);
  }

  @ParameterizedTest
  @ValueSource(strings = {"etc", "tde", "hsm/wallet", "pg/data", "staging"})
  void require_placeOfTheVault_isRefused(String place) throws IOException {
    Path folder = Files.createDirectories(home.resolve(place));

    assertRefused(folder.toString());
    assertRefused(home + "/backup/../" + place);
  }

  @Test
  void require_linkIntoThePlaceOfTheVault_isRefused() throws IOException {
    Files.createDirectory(home.resolve("etc"));
    Path link = Files.createSymbolicLink(home.resolveSibling("link"), home.resolve("etc"));

    assertRefused(link.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"backup", "./backup", ""})
  void require_notAbsolute_isRefused(String path) {
    assertRefused(path);
  }

  @Test
  void require_file_isRefused() throws IOException {
    assertRefused(Files.createFile(home.resolve("file")).toString());
  }

  @Test
  void require_builtInFolder_isMadeForTheOwnerAlone() throws IOException {
    Path made = folders.require(home.resolve("backup").toString());

    assertThat(made).isEqualTo(home.resolve("backup")).isDirectory();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
        .isEqualTo("rwx------");
  }

  private void assertRefused(String path) {
    VaultException failure = failureOf(() -> folders.require(path));

    assertThat(failure.code()).isEqualTo(ErrorCode.DESTINATION_NOT_WRITABLE);
    assertThat(failure.field()).isEqualTo("path");
  }
}
