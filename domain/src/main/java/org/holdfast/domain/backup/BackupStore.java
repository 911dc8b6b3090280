package org.holdfast.domain.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.jspecify.annotations.Nullable;

/**
 * An open connection to a location. Names are plain file names. For use by one thread; closing
 * gives the connection up, and with it what was not finished.
 *
 * <p>Where nothing else is said, methods throw {@link VaultException}: {@link
 * ErrorCode#DESTINATION_NOT_WRITABLE}, {@link ErrorCode#DESTINATION_FULL}, {@link
 * ErrorCode#DESTINATION_LOST}. Streams throw {@link BackupStoreException}, which carries one.
 */
public interface BackupStore extends AutoCloseable {

  /**
   * A file in the folder.
   *
   * @param bytes its length
   */
  record StoredFile(String name, long bytes, Instant modified) {}

  /** The key that the server showed; null for a local folder. */
  @Nullable HostKey hostKey();

  /**
   * Makes a file with mode 0600, in place of one that is there. When the stream's {@code close} has
   * returned, all bytes are with the destination; a local file is on disk.
   */
  OutputStream create(String name);

  /** Gives a file another name at once, in place of one that has it. */
  void rename(String from, String to);

  /**
   * Reads a file from its beginning.
   *
   * @throws VaultException {@link ErrorCode#BACKUP_UNKNOWN} if it is not there
   */
  InputStream open(String name);

  /** The plain files in the folder, in no particular order. */
  List<StoredFile> list();

  /** Deletes a file; does nothing if it is not there. */
  void delete(String name);

  @Override
  void close();

  /** How a stream of a store says what went wrong. */
  final class BackupStoreException extends IOException {

    private static final long serialVersionUID = 1L;

    private final transient VaultException reason;

    public BackupStoreException(VaultException reason) {
      super(reason.getMessage(), reason);
      this.reason = reason;
    }

    public VaultException reason() {
      return reason;
    }
  }
}
