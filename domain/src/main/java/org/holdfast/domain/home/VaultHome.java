package org.holdfast.domain.home;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.secret.Bytes;

/**
 * The home folder of one node.
 *
 * <p>Guaranteed: a file is never seen half-written, and has mode 0600 in folders of mode 0700. When
 * a method returns, what it did is on disk. Failures to write are {@link ErrorCode#STORAGE_FULL}
 * with the path.
 */
public final class VaultHome {

  private static final Set<StandardOpenOption> NEW_FILE =
      EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  private static final int MAX_FILE_BYTES = 16 << 20;

  private final Path root;

  public VaultHome(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  public Path path(HomeFile file) {
    return root.resolve(file.path());
  }

  /** Where each HSM operation leaves its trace file (S88). */
  public Path traces() {
    return root.resolve("log/hsm");
  }

  /** Where each restore leaves its trace file (S79). */
  public Path databaseTraces() {
    return root.resolve("log/db");
  }

  /** Where backups go if nothing else is said: the built-in destination. */
  public Path backups() {
    return root.resolve("backup");
  }

  /** Where a site puts its own vendor packs (B12); it need not be there. */
  public Path vendors() {
    return root.resolve("etc/vendors");
  }

  /** Where the key file is, if nothing else is configured. */
  public Path defaultKeyFile() {
    return root.resolve("etc/autologin.key");
  }

  /**
   * The content of a file; empty if it is not there.
   *
   * @throws VaultException {@link ErrorCode#WALLET_UNREADABLE} if it is there but cannot be read
   */
  public Optional<Bytes> read(HomeFile file) {
    return read(path(file));
  }

  /** As {@link #read(HomeFile)}, of any file. */
  public static Optional<Bytes> read(Path path) {
    try {
      if (Files.size(path) > MAX_FILE_BYTES) {
        throw new VaultException(ErrorCode.WALLET_UNREADABLE, path + " is too large");
      }
      return Optional.of(Bytes.of(Files.readAllBytes(path)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new VaultException(ErrorCode.WALLET_UNREADABLE, path + " cannot be read", e);
    }
  }

  /**
   * The content of a file that must be there.
   *
   * @throws VaultException {@link ErrorCode#WALLET_UNREADABLE}
   */
  public Bytes require(HomeFile file) {
    return read(file)
        .orElseThrow(
            () -> new VaultException(ErrorCode.WALLET_UNREADABLE, path(file) + " is missing"));
  }

  /** Replaces any file at once: written beside it, synchronized, renamed. */
  public static void replace(Path path, Bytes content) {
    Path fresh = path.resolveSibling(path.getFileName() + "." + UUID.randomUUID() + ".new");
    try {
      makeFolder(parent(path));
      write(fresh, content);
      Files.move(fresh, path, ATOMIC_MOVE);
      synchronize(parent(path));
    } catch (IOException e) {
      deleteQuietly(fresh);
      throw notWritable(path, e);
    }
  }

  /**
   * Writes an operation's new files below {@code staging/}, complete and synchronized, and says
   * what moving them into place will do.
   */
  public FilePlan stage(UUID operation, Map<HomeFile, Bytes> replaced, Set<HomeFile> removed) {
    replaced.forEach((file, content) -> replace(staged(operation, file), content));
    Map<HomeFile, Bytes> digests =
        replaced.entrySet().stream()
            .collect(
                java.util.stream.Collectors.toMap(
                    Map.Entry::getKey, entry -> digest(entry.getValue())));
    return new FilePlan(digests, removed);
  }

  /** The content of a staged file, read back from disk; empty if it is not there. */
  public Optional<Bytes> readStaged(UUID operation, HomeFile file) {
    return read(staged(operation, file));
  }

  /**
   * The content of a staged file that must be there.
   *
   * @throws VaultException {@link ErrorCode#WALLET_UNREADABLE}
   */
  public Bytes requireStaged(UUID operation, HomeFile file) {
    return readStaged(operation, file)
        .orElseThrow(
            () ->
                new VaultException(
                    ErrorCode.WALLET_UNREADABLE, staged(operation, file) + " is missing"));
  }

  /**
   * Moves an operation's staged files into place and removes those that go away. May be repeated
   * after a crash at any point.
   *
   * @throws VaultException {@link ErrorCode#WALLET_UNREADABLE} if a file is neither staged nor in
   *     place with the content planned
   */
  public void apply(UUID operation, FilePlan plan) {
    plan.replaced().forEach((file, digest) -> moveIntoPlace(operation, file, digest));
    plan.removed().forEach(this::remove);
    dropStaging(operation);
  }

  /** Removes an operation's staged files, if there are any. */
  public void dropStaging(UUID operation) {
    drop(stagingFolder(operation));
  }

  /** Removes all that was ever staged and is left: to be called while no operation is open. */
  public void dropAllStaging() {
    Path folder = root.resolve("staging");
    if (Files.notExists(folder)) {
      return;
    }
    try (Stream<Path> left = Files.list(folder)) {
      left.toList().forEach(VaultHome::drop);
    } catch (IOException e) {
      throw notWritable(folder, e);
    }
  }

  private static void drop(Path folder) {
    if (Files.notExists(folder)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(folder)) {
      List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
      synchronize(parent(folder));
    } catch (IOException e) {
      throw notWritable(folder, e);
    }
  }

  /** SHA-256. */
  public static Bytes digest(Bytes content) {
    try {
      return Bytes.of(MessageDigest.getInstance("SHA-256").digest(content.toByteArray()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is not available", e);
    }
  }

  private void moveIntoPlace(UUID operation, HomeFile file, Bytes digest) {
    Path staged = staged(operation, file);
    Path target = path(file);
    try {
      if (Files.exists(staged)) {
        // Looked at before the move: the former file is worth more than a wrong one.
        requireDigest(staged, digest);
        makeFolder(parent(target));
        Files.move(staged, target, ATOMIC_MOVE);
        synchronize(parent(target));
      }
    } catch (IOException e) {
      throw notWritable(target, e);
    }
    requireDigest(target, digest);
  }

  private static void requireDigest(Path path, Bytes digest) {
    Bytes content =
        read(path)
            .orElseThrow(
                () -> new VaultException(ErrorCode.WALLET_UNREADABLE, path + " is missing"));
    if (!digest(content).equals(digest)) {
      throw new VaultException(
          ErrorCode.WALLET_UNREADABLE, path + " is not the file that the operation made");
    }
  }

  private void remove(HomeFile file) {
    Path path = path(file);
    try {
      if (Files.deleteIfExists(path)) {
        synchronize(parent(path));
      }
    } catch (IOException e) {
      throw notWritable(path, e);
    }
  }

  private Path stagingFolder(UUID operation) {
    return root.resolve("staging").resolve(operation.toString());
  }

  private Path staged(UUID operation, HomeFile file) {
    return stagingFolder(operation).resolve(file.path());
  }

  private static Path parent(Path path) {
    Path parent = path.getParent();
    if (parent == null) {
      throw new IllegalArgumentException(path + " has no folder");
    }
    return parent;
  }

  private static void makeFolder(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    makeFolder(parent(folder));
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    // A new folder's own entry must survive a power cut too.
    synchronize(parent(folder));
  }

  private static void write(Path path, Bytes content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            path,
            NEW_FILE,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      ByteBuffer buffer = ByteBuffer.wrap(content.toByteArray());
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
  }

  private static void synchronize(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static void deleteQuietly(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      // The write has failed already and is reported; a left-over with a random name harms nothing.
      return;
    }
  }

  private static VaultException notWritable(Path path, IOException cause) {
    return new VaultException(
        ErrorCode.STORAGE_FULL, path + " (" + cause.getClass().getSimpleName() + ")", cause);
  }
}
