package org.holdfast.ejb.backup.store;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import org.holdfast.domain.backup.BackupStore.BackupStoreException;
import org.holdfast.domain.error.VaultException;
import org.jspecify.annotations.Nullable;

/**
 * Writes a file of a store. After the first failure every call fails for the same reason, {@code
 * close} too: a file counts as written only if {@code close} has returned.
 */
final class StoreOutputStream extends OutputStream {

  /** What a kind of store does with the bytes. */
  interface Sink {

    void write(byte[] bytes, int offset, int length) throws IOException;

    /** Returns when all bytes are with the destination. */
    void finish() throws IOException;

    /** Gives up after a failure; waits for nobody. */
    void abandon();

    VaultException reason(Exception failure);
  }

  private final Sink sink;
  private @Nullable VaultException failure;
  private boolean closed;

  StoreOutputStream(Sink sink) {
    this.sink = sink;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    requireSound();
    if (closed) {
      throw new IOException("The stream was closed");
    }
    try {
      sink.write(bytes, offset, length);
    } catch (IOException | RuntimeException e) {
      throw failed(e);
    }
  }

  /** Does nothing: only {@code close} promises anything, and pipelines are not to be emptied. */
  @Override
  public void flush() {}

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    requireSound();
    try {
      sink.finish();
    } catch (IOException | RuntimeException e) {
      throw failed(e);
    }
  }

  /** A new exception each time: the second one is often added to the first as suppressed. */
  private void requireSound() throws BackupStoreException {
    if (failure != null) {
      throw new BackupStoreException(failure);
    }
  }

  private BackupStoreException failed(Exception e) {
    VaultException reason = sink.reason(e);
    failure = reason;
    sink.abandon();
    return new BackupStoreException(reason);
  }
}
