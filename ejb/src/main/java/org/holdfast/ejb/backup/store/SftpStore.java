package org.holdfast.ejb.backup.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.apache.sshd.sftp.client.SftpClient.Attributes;
import org.apache.sshd.sftp.client.SftpClient.CloseableHandle;
import org.apache.sshd.sftp.client.SftpClient.DirEntry;
import org.apache.sshd.sftp.client.SftpClient.OpenMode;
import org.apache.sshd.sftp.client.extensions.openssh.OpenSSHPosixRenameExtension;
import org.apache.sshd.sftp.client.impl.SftpInputStreamAsync;
import org.apache.sshd.sftp.client.impl.SftpOutputStreamAsync;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;
import org.holdfast.domain.backup.BackupStore;
import org.holdfast.domain.backup.HostKey;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;

/** A folder of an SSH server, by its file transfer protocol. Writes and reads are pipelined. */
final class SftpStore implements BackupStore {

  /** What a server must take at least (SFTP 3, section 3), and what fits one packet of SSH. */
  private static final int READ_BYTES = 32 << 10;

  private final SshConnection connection;
  private final PrivateSftpClient client;
  private final SftpErrors errors;
  private final String folder;

  private SftpStore(SshConnection connection, PrivateSftpClient client, String folder) {
    this.connection = connection;
    this.client = client;
    this.folder = folder;
    errors = new SftpErrors(connection, client, folder);
  }

  /**
   * @throws VaultException {@link ErrorCode#DESTINATION_NOT_WRITABLE} if there is no such folder,
   *     or the server does not offer SFTP; {@link ErrorCode#DESTINATION_LOST}
   */
  static SftpStore open(SshConnection connection, String folder) {
    SftpStore store = new SftpStore(connection, start(connection), folder);
    try {
      if (!store.client.stat(folder).isDirectory()) {
        throw connection
            .failure(ErrorCode.DESTINATION_NOT_WRITABLE, "not a folder")
            .atField("path");
      }
      return store;
    } catch (IOException | RuntimeException e) {
      throw atPath(store.errors.of(e));
    }
  }

  private static PrivateSftpClient start(SshConnection connection) {
    try {
      return new PrivateSftpClient(connection.session());
    } catch (IOException | RuntimeException e) {
      if (!connection.session().isOpen()) {
        throw connection.lost(e);
      }
      throw connection
          .failure(ErrorCode.DESTINATION_NOT_WRITABLE, "the server does not offer SFTP", e)
          .atField("method");
    }
  }

  private static VaultException atPath(VaultException failure) {
    return failure.code() == ErrorCode.DESTINATION_NOT_WRITABLE ? failure.atField("path") : failure;
  }

  @Override
  public HostKey hostKey() {
    return connection.hostKey();
  }

  @Override
  public OutputStream create(String name) {
    String file = FileNames.join(folder, name);
    try {
      remove(file);
      CloseableHandle handle =
          client.open(file, EnumSet.of(OpenMode.Write, OpenMode.Create, OpenMode.Exclusive));
      return new StoreOutputStream(new Sink(new SftpOutputStreamAsync(client, 0, file, handle)));
    } catch (IOException | RuntimeException e) {
      throw errors.of(e);
    }
  }

  @Override
  public void rename(String from, String to) {
    String source = FileNames.join(folder, from);
    String target = FileNames.join(folder, to);
    try {
      OpenSSHPosixRenameExtension atOnce = client.getExtension(OpenSSHPosixRenameExtension.class);
      if (atOnce != null && atOnce.isSupported()) {
        atOnce.posixRename(source, target);
      } else {
        // SFTP 3 renames to a free name only.
        client.lstat(source);
        remove(target);
        client.rename(source, target);
      }
    } catch (IOException | RuntimeException e) {
      throw errors.of(e);
    }
  }

  @Override
  public InputStream open(String name) {
    String file = FileNames.join(folder, name);
    try {
      long bytes = client.stat(file).getSize();
      CloseableHandle handle = client.open(file, EnumSet.of(OpenMode.Read));
      return new StoreInputStream(
          new Source(new SftpInputStreamAsync(client, READ_BYTES, 0, bytes, file, handle)));
    } catch (IOException | RuntimeException e) {
      if (SftpErrors.isMissing(e)) {
        throw new VaultException(ErrorCode.BACKUP_UNKNOWN, name, e);
      }
      throw errors.of(e);
    }
  }

  @Override
  public List<StoredFile> list() {
    try {
      List<StoredFile> files = new ArrayList<>();
      for (DirEntry entry : client.entriesOf(folder)) {
        Attributes attributes = entry.getAttributes();
        if (attributes.isRegularFile()) {
          files.add(
              new StoredFile(
                  entry.getFilename(),
                  attributes.getSize(),
                  attributes.getModifyTime().toInstant()));
        }
      }
      return files;
    } catch (IOException | RuntimeException e) {
      throw errors.of(e);
    }
  }

  @Override
  public void delete(String name) {
    try {
      remove(FileNames.join(folder, name));
    } catch (IOException | RuntimeException e) {
      throw errors.of(e);
    }
  }

  @Override
  public void close() {
    connection.close();
  }

  private void remove(String file) throws IOException {
    try {
      client.remove(file);
    } catch (SftpException e) {
      if (e.getStatus() != SftpConstants.SSH_FX_NO_SUCH_FILE) {
        throw e;
      }
    }
  }

  private final class Sink implements StoreOutputStream.Sink {

    private final SftpOutputStreamAsync stream;

    private Sink(SftpOutputStreamAsync stream) {
      this.stream = stream;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      stream.write(bytes, offset, length);
    }

    @Override
    public void finish() throws IOException {
      stream.close();
    }

    @Override
    public void abandon() {
      try {
        // Without a connection this fails at once; with one it frees the handle.
        stream.close();
      } catch (IOException | RuntimeException e) {
        // The failure that led here is reported.
        return;
      }
    }

    @Override
    public VaultException reason(Exception failure) {
      return errors.ofWriting(failure);
    }
  }

  private final class Source implements StoreInputStream.Source {

    private final SftpInputStreamAsync stream;

    private Source(SftpInputStreamAsync stream) {
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
      } catch (IOException | RuntimeException e) {
        // What was read is complete or was reported.
        return;
      }
    }

    @Override
    public VaultException reason(Exception failure) {
      return errors.of(failure);
    }
  }
}
