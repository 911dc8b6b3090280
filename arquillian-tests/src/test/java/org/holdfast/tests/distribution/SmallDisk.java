package org.holdfast.tests.distribution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A file system in memory that is soon full; only root can have one. */
final class SmallDisk implements AutoCloseable {

  private final Path folder;
  private final boolean mounted;

  private SmallDisk(Path folder, boolean mounted) {
    this.folder = folder;
    this.mounted = mounted;
  }

  /** Ask {@link #isThere} before use. */
  static SmallDisk of(Path folder, String size) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new SmallDisk(
        folder,
        "root".equals(System.getProperty("user.name"))
            && mount("size=" + size, folder).exitCode() == 0);
  }

  boolean isThere() {
    return mounted;
  }

  Path folder() {
    return folder;
  }

  void resize(String size) {
    mount("remount,size=" + size, folder).requireSuccess();
  }

  @Override
  public void close() {
    if (mounted) {
      Command.run(Map.of(), "umount", List.of("--lazy", folder.toString())).requireSuccess();
    }
  }

  private static Command.Result mount(String options, Path folder) {
    return Command.run(
        Map.of(), "mount", List.of("-t", "tmpfs", "-o", options, "tmpfs", folder.toString()));
  }
}
