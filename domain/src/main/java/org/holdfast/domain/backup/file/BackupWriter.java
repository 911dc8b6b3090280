package org.holdfast.domain.backup.file;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Function;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.SecretBytes;
import org.jspecify.annotations.Nullable;

/**
 * Writes a backup file from its first to its last byte, with constant memory. The tables follow in
 * the manifest's order: {@link #table} for each, then {@link #finish}. For use by one thread.
 */
@SuppressWarnings({"unused", "DoNotCallSuggester"})
public final class BackupWriter implements AutoCloseable {

  /**
   * Writes the manifest.
   *
   * @param proof makes the proof from the manifest's bytes; gives null in passphrase mode
   * @param key the backup's key, 32 bytes, used for this file alone; stays the caller's
   */
  public BackupWriter(
      OutputStream out,
      BackupManifest manifest,
      Function<Bytes, BackupManifest.@Nullable Proof> proof,
      SecretBytes key)
      throws IOException {
    throw new UnsupportedOperationException();
  }

  /** Takes the rows of the manifest's next table; closing it ends the table, not the file. */
  public OutputStream table() throws IOException {
    throw new UnsupportedOperationException();
  }

  /** Writes what ends the file; does not close the stream below. */
  public Summary finish() throws IOException {
    throw new UnsupportedOperationException();
  }

  /**
   * What was written.
   *
   * @param sha256 of the whole file
   */
  public record Summary(long bytes, Bytes sha256) {}

  /** Forgets the key; what is not finished is no backup. */
  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
