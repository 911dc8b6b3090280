package org.holdfast.domain.backup.file;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.function.Function;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.SecretBytes;
import org.jspecify.annotations.Nullable;

/**
 * Writes a backup file from its first to its last byte, with constant memory. The tables follow in
 * the manifest's order: {@link #table} for each, then {@link #finish}. For use by one thread. After
 * a failure nothing more can be written.
 */
public final class BackupWriter implements AutoCloseable {

  private final DigestedOutput out;
  private final ChunkCipher cipher;
  private final ChunkOutput chunks;
  private final byte[] block = new byte[Integer.BYTES + FileForm.BLOCK_BYTES];
  private int tablesLeft;
  private @Nullable TableOutput table;

  /**
   * Writes the manifest.
   *
   * @param proof makes the proof from the manifest's bytes; gives null in passphrase mode
   * @param key the backup's key, 32 bytes, used for this file alone; stays the caller's
   * @throws IllegalArgumentException if the manifest cannot be encoded ({@link
   *     BackupManifest#encode}), the proof does not go with its mode, or the key has another length
   */
  public BackupWriter(
      OutputStream out,
      BackupManifest manifest,
      Function<Bytes, BackupManifest.@Nullable Proof> proof,
      SecretBytes key)
      throws IOException {
    ChunkCipher.requireLength(key);
    Bytes encoded = manifest.encode();
    BackupManifest.Proof made = proof.apply(encoded);
    if ((made == null) != (manifest.rootOfTrust() == null)) {
      throw new IllegalArgumentException("There is a proof in HSM mode, and there alone");
    }
    this.out = new DigestedOutput(out);
    this.out.write(FileForm.title(manifest));
    this.out.writeInt(encoded.size());
    this.out.write(encoded.toByteArray());
    this.out.write(Digests.sha256().digest(encoded.toByteArray()));
    byte[] proved = made == null ? new byte[0] : ProofForm.encode(made).toByteArray();
    this.out.writeInt(proved.length);
    this.out.write(proved);
    this.cipher = new ChunkCipher(key, this.out.digest());
    this.chunks = new ChunkOutput(this.out, cipher);
    this.tablesLeft = manifest.tables().size();
  }

  /**
   * Takes the rows of the manifest's next table; closing it ends the table, not the file.
   *
   * @throws IllegalStateException if the table before is not closed, or the manifest has no more
   */
  public OutputStream table() throws IOException {
    requireClosed();
    if (tablesLeft == 0) {
      throw new IllegalStateException("The manifest has no more tables");
    }
    tablesLeft--;
    TableOutput next = new TableOutput(chunks, block);
    table = next;
    return next;
  }

  /**
   * Writes what ends the file; does not close the stream below.
   *
   * @throws IllegalStateException if tables are missing or not closed, or the file has ended
   */
  public Summary finish() throws IOException {
    requireClosed();
    if (tablesLeft > 0) {
      throw new IllegalStateException("Tables are missing: " + tablesLeft);
    }
    out.writeLong(chunks.finish());
    out.write(out.digest());
    out.flush();
    return new Summary(out.count(), Bytes.of(out.digest()));
  }

  private void requireClosed() {
    if (table != null && !table.isClosed()) {
      throw new IllegalStateException("The table before is not closed");
    }
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
    cipher.close();
    chunks.forget();
    Arrays.fill(block, (byte) 0);
  }
}
