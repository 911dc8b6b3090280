package org.holdfast.domain.backup.file;

import java.io.IOException;
import java.io.InputStream;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.SecretBytes;
import org.jspecify.annotations.Nullable;

/**
 * Reads a backup file from its first to its last byte, with constant memory; nothing is given out
 * that was not authenticated. For use by one thread.
 *
 * <p>A file that is cut off, changed or no backup at all is {@link ErrorCode#BACKUP_DAMAGED}, with
 * the position; one of a later form is {@link ErrorCode#BACKUP_VERSION}. Both come as {@link
 * VaultException}; failures of the stream below as they are.
 */
@SuppressWarnings({"unused", "DoNotCallSuggester"})
public final class BackupReader implements AutoCloseable {

  /** Reads the manifest and its checksum. */
  public BackupReader(InputStream in) throws IOException {
    throw new UnsupportedOperationException();
  }

  public BackupManifest manifest() {
    throw new UnsupportedOperationException();
  }

  /** Null in passphrase mode. */
  public BackupManifest.@Nullable Proof proof() {
    throw new UnsupportedOperationException();
  }

  /** The bytes that the proof is over. */
  public Bytes manifestBytes() {
    throw new UnsupportedOperationException();
  }

  /** Whether the MAC key makes the proof's MAC; compared in constant time. */
  public boolean isProvedBy(SecretBytes macKey) {
    throw new UnsupportedOperationException();
  }

  /** Gives the backup's key, before the first table is read; it stays the caller's. */
  public void unlock(SecretBytes key) {
    throw new UnsupportedOperationException();
  }

  /** The rows of the manifest's next table, to be read to their end. */
  public InputStream table() throws IOException {
    throw new UnsupportedOperationException();
  }

  /** After the last table: checks the end of the file and its checksum. */
  public BackupWriter.Summary finish() throws IOException {
    throw new UnsupportedOperationException();
  }

  /**
   * Checks structure and checksums of what follows the manifest, without a key: in place of {@link
   * #unlock} and all that follows it.
   */
  public BackupWriter.Summary checkWithoutKey() throws IOException {
    throw new UnsupportedOperationException();
  }

  /** Forgets the key; leaves the stream below open. */
  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
