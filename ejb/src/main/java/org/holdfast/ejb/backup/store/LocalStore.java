package org.holdfast.ejb.backup.store;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.holdfast.domain.backup.BackupStore;
import org.holdfast.domain.backup.HostKey;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.jspecify.annotations.Nullable;

/** A folder of this machine. What a method did is on disk when it returns. */
final class LocalStore implements BackupStore {

  private static final Set<StandardOpenOption> NEW_FILE =
      EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  private static final int BUFFER_BYTES = 1 << 16;

  private final Path folder;

  LocalStore(Path folder) {
    this.folder = folder;
  }

  @Override
  public @Nullable HostKey hostKey() {
    return null;
  }

  @Override
  public OutputStream create(String name) {
    Path file = path(name);
    try {
      Files.deleteIfExists(file);
      return new StoreOutputStream(
          new FileSink(
              FileChannel.open(
                  file,
                  NEW_FILE,
                  PosixFilePermissions.asFileAttribute(
                      PosixFilePermissions.fromString("rw-------")))));
    } catch (IOException e) {
      throw reasonOf(e);
    }
  }

  @Override
  public void rename(String from, String to) {
    try {
      Files.move(path(from), path(to), ATOMIC_MOVE);
      synchronize();
    } catch (IOException e) {
      throw reasonOf(e);
    }
  }

  @Override
  public InputStream open(String name) {
    try {
      return new StoreInputStream(new FileSource(Files.newInputStream(path(name))));
    } catch (NoSuchFileException e) {
      throw new VaultException(ErrorCode.BACKUP_UNKNOWN, name, e);
    } catch (IOException e) {
      throw reasonOf(e);
    }
  }

  @Override
  public List<StoredFile> list() {
    List<StoredFile> files = new ArrayList<>();
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path entry : (Iterable<Path>) entries::iterator) {
        addFile(entry, files);
      }
    } catch (IOException e) {
      throw reasonOf(e);
    }
    return files;
  }

  private static void addFile(Path entry, List<StoredFile> files) throws IOException {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (attributes.isRegularFile()) {
        files.add(
            new StoredFile(
                String.valueOf(entry.getFileName()),
                attributes.size(),
                attributes.lastModifiedTime().toInstant()));
      }
    } catch (NoSuchFileException e) {
      // Deleted since the folder was read: it is not there.
      return;
    }
  }

  @Override
  public void delete(String name) {
    try {
      if (Files.deleteIfExists(path(name))) {
        synchronize();
      }
    } catch (IOException e) {
      throw reasonOf(e);
    }
  }

  @Override
  public void close() {}

  private Path path(String name) {
    return folder.resolve(FileNames.plain(name));
  }

  private void synchronize() throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private VaultException reasonOf(Exception e) {
    String text = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    boolean full =
        text.contains("no space left") || text.contains("quota") || text.contains("file too large");
    return new VaultException(
        full ? ErrorCode.DESTINATION_FULL : ErrorCode.DESTINATION_NOT_WRITABLE,
        folder + " (" + LocalFolders.reason(e) + ")",
        e);
  }

  private final class FileSink implements StoreOutputStream.Sink {

    private final FileChannel channel;
    private final OutputStream stream;

    private FileSink(FileChannel channel) {
      this.channel = channel;
      stream = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      stream.write(bytes, offset, length);
    }

    @Override
    public void finish() throws IOException {
      stream.flush();
      channel.force(true);
      channel.close();
      synchronize();
    }

    @Override
    public void abandon() {
      try {
        channel.close();
      } catch (IOException e) {
        // The failure that led here is reported.
        return;
      }
    }

    @Override
    public VaultException reason(Exception failure) {
      return reasonOf(failure);
    }
  }

  private final class FileSource implements StoreInputStream.Source {

    private final InputStream stream;

    private FileSource(InputStream stream) {
      this.stream = stream;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return stream.read(bytes, offset, length);
    }

    @Override
    public void release() {
      try {
        stream.close();
      } catch (IOException e) {
        // Nothing was written; what was read is complete or was reported.
        return;
      }
    }

    @Override
    public VaultException reason(Exception failure) {
      return reasonOf(failure);
    }
  }
}
