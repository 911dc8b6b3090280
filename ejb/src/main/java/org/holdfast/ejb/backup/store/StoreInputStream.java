package org.holdfast.ejb.backup.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.holdfast.domain.backup.BackupStore.BackupStoreException;
import org.holdfast.domain.error.VaultException;
import org.jspecify.annotations.Nullable;

/** Reads a file of a store. After the first failure every read fails for the same reason. */
final class StoreInputStream extends InputStream {

  /** Where a kind of store gets the bytes from. */
  interface Source {

    /** At least one byte, or -1 at the end of the whole file; never because a connection ended. */
    int read(byte[] bytes, int offset, int length) throws IOException;

    /** Gives up what is open, read to its end or not; waits for nobody. */
    void release();

    VaultException reason(Exception failure);
  }

  private final Source source;
  private @Nullable VaultException failure;
  private boolean closed;
  private boolean ended;

  StoreInputStream(Source source) {
    this.source = source;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (failure != null) {
      throw new BackupStoreException(failure);
    }
    if (closed) {
      throw new IOException("The stream was closed");
    }
    if (length == 0) {
      return 0;
    }
    if (ended) {
      return -1;
    }
    try {
      int count = source.read(bytes, offset, length);
      ended = count < 0;
      return count;
    } catch (IOException | RuntimeException e) {
      VaultException reason = source.reason(e);
      failure = reason;
      throw new BackupStoreException(reason);
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      source.release();
    }
  }
}
