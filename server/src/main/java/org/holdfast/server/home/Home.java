package org.holdfast.server.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.holdfast.server.Failure;

/**
 * The home folder of one node. It and everything in it can be read by its owner only; every file
 * that is replaced is replaced whole: write, fsync, rename, fsync of the folder.
 */
public record Home(Path path) {

  /** A folder for its owner only. */
  public static final Set<PosixFilePermission> FOLDER =
      Collections.unmodifiableSet(PosixFilePermissions.fromString("rwx------"));

  /** A file for its owner only. */
  public static final Set<PosixFilePermission> FILE =
      Collections.unmodifiableSet(PosixFilePermissions.fromString("rw-------"));

  private static final List<String> FOLDERS =
      List.of(
          "etc",
          "etc/tls",
          "tde",
          "hsm/wallet",
          "hsm/restore",
          "log/hsm",
          "log/db",
          "backup",
          "staging",
          "pg",
          "server",
          "run");

  /** Below this a start would fail half-way: the database refuses to write, logs are cut off. */
  private static final long BYTES_NEEDED = 256L << 20;

  /**
   * Makes what is missing and refuses a home that is not safe to use.
   *
   * @throws Failure if the folder can't be made, is another user's, is open to others, or its disk
   *     is full
   */
  public static Home prepare(Path folder) {
    Path path = folder.toAbsolutePath().normalize();
    try {
      if (!Files.exists(path)) {
        Path parent = path.getParent();
        if (parent != null) {
          Files.createDirectories(parent);
        }
        Files.createDirectory(path, PosixFilePermissions.asFileAttribute(FOLDER));
      }
      guard(path);
      for (String name : FOLDERS) {
        makeFolder(path, path.resolve(name));
      }
      needSpace(path);
    } catch (FileSystemException e) {
      throw cannotUse(path, e);
    } catch (IOException e) {
      throw Failure.because(e, "The home folder %s can't be used: %s.", path, Failure.reason(e));
    }
    return new Home(path);
  }

  /** The home at this place as it is, for commands that only look. */
  public static Home at(Path folder) {
    return new Home(folder.toAbsolutePath().normalize());
  }

  private static void guard(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      throw Failure.of(
          "%s is not a folder, so it can't be the home of Holdfast. Choose another with --home.",
          path);
    }
    String owner = Files.getOwner(path).getName();
    String user = System.getProperty("user.name", "?");
    if (!owner.equals(user)) {
      throw Failure.of(
          "The home folder %s belongs to %s, and Holdfast was started by %s. Start it as %s, or"
              + " choose another folder with --home.",
          path, owner, user, owner);
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
    if (!FOLDER.containsAll(permissions)) {
      throw Failure.of(
          "The home folder %s is open to other users (%s); keys and passwords would be, too. Close"
              + " it with: chmod 700 %s",
          path, PosixFilePermissions.toString(permissions), path);
    }
    if (!Files.isWritable(path)) {
      throw Failure.of(
          "The home folder %s can't be written to. Give its owner the right with: chmod 700 %s",
          path, path);
    }
  }

  private static void makeFolder(Path home, Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Path parent = folder.getParent();
    if (parent != null && !parent.equals(home)) {
      makeFolder(home, parent);
    }
    Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(FOLDER));
  }

  private static void needSpace(Path path) throws IOException {
    long usable = Files.getFileStore(path).getUsableSpace();
    if (usable < BYTES_NEEDED) {
      throw Failure.of(
          "The disk that holds %s has %d MB left, and Holdfast needs %d MB to start. Make room, or"
              + " choose another folder with --home.",
          path, usable >> 20, BYTES_NEEDED >> 20);
    }
  }

  private static Failure cannotUse(Path path, FileSystemException e) {
    String reason = e.getReason();
    if (reason != null && reason.toLowerCase(Locale.ROOT).contains("no space")) {
      return Failure.because(
          e,
          "The disk that holds %s is full. Make room, or choose another folder with --home.",
          path);
    }
    return Failure.because(
        e,
        "The home folder %s can't be used: %s. Choose a folder that %s may write to with --home.",
        path,
        Failure.reason(e),
        System.getProperty("user.name", "?"));
  }

  public Path etc() {
    return path.resolve("etc");
  }

  public Path tls() {
    return path.resolve("etc/tls");
  }

  public Path log() {
    return path.resolve("log");
  }

  /** The database's folder. */
  public Path database() {
    return path.resolve("pg");
  }

  /** WildFly's base folder: made anew at each start but for its data. */
  public Path server() {
    return path.resolve("server");
  }

  /** Who runs: lock, process ids. Worth nothing once the processes are gone. */
  public Path run() {
    return path.resolve("run");
  }

  /**
   * Takes the home for this process, until the process ends.
   *
   * @throws Failure if another launcher has it
   */
  public FileLock lock() {
    return tryLock()
        .orElseThrow(
            () ->
                Failure.of(
                    "Holdfast already runs on %s%s. Stop it with 'holdfast stop --home %s', or"
                        + " choose another folder with --home.",
                    path,
                    RunState.read(this).map(state -> " (process " + state.pid() + ")").orElse(""),
                    path));
  }

  /** Whether a launcher runs on this home. */
  public boolean isLocked() {
    if (!Files.isDirectory(run())) {
      return false;
    }
    Optional<FileLock> lock = tryLock();
    lock.ifPresent(
        held -> {
          try {
            held.acquiredBy().close();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    return lock.isEmpty();
  }

  private Optional<FileLock> tryLock() {
    try {
      FileChannel channel =
          FileChannel.open(
              run().resolve("lock"),
              Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
              ownerOnly());
      FileLock lock = null;
      try {
        lock = channel.tryLock();
      } catch (OverlappingFileLockException e) {
        // Held by this very process.
      }
      if (lock == null) {
        channel.close();
      }
      return Optional.ofNullable(lock);
    } catch (IOException e) {
      throw Failure.because(
          e, "The lock file in %s can't be opened: %s.", run(), Failure.reason(e));
    }
  }

  /** Replaces a file whole; only the owner can read it. */
  public static void write(Path file, String content) {
    write(file, content.getBytes(StandardCharsets.UTF_8));
  }

  /** Replaces a file whole; only the owner can read it. */
  public static void write(Path file, byte[] content) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IllegalArgumentException(file + " has no folder");
    }
    Path staged = folder.resolve("." + file.getFileName() + ".new");
    try {
      Files.deleteIfExists(staged);
      try (FileChannel channel =
          FileChannel.open(
              staged,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              ownerOnly())) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(staged, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    } catch (IOException e) {
      throw Failure.because(e, "%s can't be written: %s.", file, Failure.reason(e));
    }
  }

  private static FileAttribute<Set<PosixFilePermission>> ownerOnly() {
    return PosixFilePermissions.asFileAttribute(FILE);
  }

  /** Removes a folder with all that is in it, if it is there. */
  public static void deleteTree(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
        Files.delete(file);
      }
    }
  }
}
