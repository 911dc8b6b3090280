package org.holdfast.ejb.backup.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.jspecify.annotations.Nullable;

/** Which folders of this machine backups may go to. */
final class LocalFolders {

  /** Below the home folder: the wallets, the node's identity, the database, staged files. */
  private static final List<String> IN_USE = List.of("etc", "tde", "hsm", "pg", "staging");

  private static final String BUILT_IN = "backup";

  private final Path home;

  LocalFolders(Path home) {
    this.home = home;
  }

  /**
   * The folder without links, so that none leads to a place in use. The built-in one is made.
   *
   * @throws VaultException {@link ErrorCode#DESTINATION_NOT_WRITABLE}
   */
  Path require(String path) {
    Path folder = Path.of(path);
    if (!folder.isAbsolute()) {
      throw unusable(path + " is not absolute", null);
    }
    try {
      makeBuiltIn(folder);
      Path real = folder.toRealPath();
      if (!Files.isDirectory(real)) {
        throw unusable(path + " is not a folder", null);
      }
      requireFree(path, real);
      return real;
    } catch (IOException e) {
      throw unusable(path + " (" + reason(e) + ")", e);
    }
  }

  private void makeBuiltIn(Path folder) throws IOException {
    if (folder.normalize().equals(home.resolve(BUILT_IN)) && Files.notExists(folder)) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
  }

  private void requireFree(String path, Path real) throws IOException {
    for (String name : IN_USE) {
      Path used = home.resolve(name);
      Path realUsed = Files.exists(used) ? used.toRealPath() : used;
      if (real.startsWith(realUsed) || real.startsWith(used)) {
        throw unusable(path + " is used by the vault for something else", null);
      }
    }
  }

  /** What the system said, in words. */
  static String reason(Exception e) {
    if (e instanceof NoSuchFileException) {
      return "there is no such file or folder";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    String said = e instanceof FileSystemException failure ? failure.getReason() : e.getMessage();
    return said == null ? "input or output failed" : said;
  }

  private static VaultException unusable(String detail, @Nullable IOException cause) {
    return new VaultException(ErrorCode.DESTINATION_NOT_WRITABLE, detail, cause).atField("path");
  }
}
