package org.holdfast.ejb.backup.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.holdfast.domain.backup.BackupStore;
import org.holdfast.domain.backup.HostKey;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;

/** A folder of an SSH server, by the commands of its shell. */
final class ShellStore implements BackupStore {

  private final SshConnection connection;
  private final String folder;

  private ShellStore(SshConnection connection, String folder) {
    this.connection = connection;
    this.folder = folder;
  }

  /**
   * @throws VaultException {@link ErrorCode#DESTINATION_NOT_WRITABLE} if there is no such folder,
   *     or no shell to be used; {@link ErrorCode#DESTINATION_LOST}
   */
  static ShellStore open(SshConnection connection, String folder) {
    ShellStore store = new ShellStore(connection, folder);
    String greeting = new String(store.run(ShellScripts.check(folder)), StandardCharsets.UTF_8);
    if (!greeting.equals(ShellScripts.GREETING)) {
      throw connection
          .failure(
              ErrorCode.DESTINATION_NOT_WRITABLE, "the shell prints text of its own: " + greeting)
          .atField("method");
    }
    return store;
  }

  @Override
  public HostKey hostKey() {
    return connection.hostKey();
  }

  @Override
  public OutputStream create(String name) {
    String script = ShellScripts.create(FileNames.join(folder, name));
    try {
      return new StoreOutputStream(new Sink(ShellCommand.start(connection, script)));
    } catch (IOException | RuntimeException e) {
      throw connection.lost(e);
    }
  }

  @Override
  public void rename(String from, String to) {
    run(ShellScripts.rename(FileNames.join(folder, from), FileNames.join(folder, to)));
  }

  @Override
  public InputStream open(String name) {
    String file = FileNames.join(folder, name);
    try (ShellCommand command = ShellCommand.start(connection, ShellScripts.find(file))) {
      command.readAll();
      int code = command.exit();
      if (code == ShellScripts.MISSING) {
        throw new VaultException(ErrorCode.BACKUP_UNKNOWN, name);
      }
      requireSuccess(code, command);
      return new StoreInputStream(
          new Source(ShellCommand.start(connection, ShellScripts.read(file))));
    } catch (IOException | RuntimeException e) {
      throw reasonOf(e);
    }
  }

  @Override
  public List<StoredFile> list() {
    try {
      return ShellListing.parse(run(ShellScripts.list(folder)));
    } catch (IOException e) {
      throw connection.failure(ErrorCode.DESTINATION_NOT_WRITABLE, SshConnection.textOf(e), e);
    }
  }

  @Override
  public void delete(String name) {
    run(ShellScripts.delete(FileNames.join(folder, name)));
  }

  @Override
  public void close() {
    connection.close();
  }

  private byte[] run(String script) {
    try (ShellCommand command = ShellCommand.start(connection, script)) {
      byte[] printed = command.readAll();
      requireSuccess(command.exit(), command);
      return printed;
    } catch (IOException | RuntimeException e) {
      throw reasonOf(e);
    }
  }

  private void requireSuccess(int code, ShellCommand command) {
    if (code != 0) {
      throw refusal(code, command);
    }
  }

  /** Why a command failed, by what it said; that is in English (see {@link ShellScripts}). */
  private VaultException refusal(int code, ShellCommand command) {
    String said = command.errors().toLowerCase(Locale.ROOT);
    boolean full =
        said.contains("no space left")
            || said.contains("quota exceeded")
            || said.contains("file too large");
    String text = said.isBlank() ? "exit code " + code : command.errors();
    return full
        ? connection.failure(ErrorCode.DESTINATION_FULL, text)
        : connection.failure(ErrorCode.DESTINATION_NOT_WRITABLE, text).atField("path");
  }

  private VaultException reasonOf(Exception e) {
    return e instanceof VaultException known ? known : connection.lost(e);
  }

  private final class Sink implements StoreOutputStream.Sink {

    private final ShellCommand command;
    private final OutputStream input;

    private Sink(ShellCommand command) {
      this.command = command;
      input = command.input();
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      input.write(bytes, offset, length);
    }

    @Override
    public void finish() throws IOException {
      input.close();
      requireSuccess(command.exit(), command);
      command.close();
    }

    @Override
    public void abandon() {
      command.close();
    }

    /** A command that fails stops reading: what it said counts more than the failed write. */
    @Override
    public VaultException reason(Exception failure) {
      try {
        if (!(failure instanceof VaultException) && command.hasExited()) {
          return refusal(command.exit(), command);
        }
      } catch (IOException | RuntimeException e) {
        failure.addSuppressed(e);
      }
      return reasonOf(failure);
    }
  }

  private final class Source implements StoreInputStream.Source {

    private final ShellCommand command;
    private final InputStream output;

    private Source(ShellCommand command) {
      this.command = command;
      output = command.output();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = output.read(bytes, offset, length);
      if (count < 0) {
        requireSuccess(command.exit(), command);
      }
      return count;
    }

    @Override
    public void release() {
      command.close();
    }

    @Override
    public VaultException reason(Exception failure) {
      return reasonOf(failure);
    }
  }
}
