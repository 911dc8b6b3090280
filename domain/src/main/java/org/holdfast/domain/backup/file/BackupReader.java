package org.holdfast.domain.backup.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.SecretBytes;
import org.jspecify.annotations.Nullable;

/**
 * Reads a backup file from its first to its last byte, with constant memory; no row is given out
 * that was not authenticated. For use by one thread.
 *
 * <p>A file that is cut off, changed or no backup at all is {@link ErrorCode#BACKUP_DAMAGED}, with
 * the position; one of a later form is {@link ErrorCode#BACKUP_VERSION}. Both come as {@link
 * VaultException}; failures of the stream below as they are. The manifest is no more than what the
 * file says, until a table, or {@link #finish}, was read with the key or the proof was checked.
 */
public final class BackupReader implements AutoCloseable {

  private static final Pattern LATER = Pattern.compile("[1-9][0-9]{0,8}");
  private static final int LONGEST_VERSION = 9;
  private static final int PIECE_BYTES = 64 << 10;

  private final DigestedInput in;
  private final Bytes manifestBytes;
  private final BackupManifest manifest;
  private final BackupManifest.@Nullable Proof proof;
  private @Nullable ChunkCipher cipher;
  private @Nullable ChunkInput chunks;
  private @Nullable TableInput table;
  private int tablesLeft;
  private boolean ended;

  /** Reads the manifest and its checksum, and the proof. */
  public BackupReader(InputStream in) throws IOException {
    this.in = new DigestedInput(in);
    String version = readVersion();
    this.manifestBytes = Bytes.of(this.in.read(readLength(FileForm.MANIFEST_BYTES)));
    long at = this.in.position();
    byte[] checksum = this.in.read(FileForm.DIGEST_BYTES);
    if (!Arrays.equals(checksum, Digests.sha256().digest(manifestBytes.toByteArray()))) {
      throw FileForm.damaged("the manifest has another checksum", at);
    }
    this.manifest = BackupManifest.decode(manifestBytes);
    if (!FileForm.version(manifest).equals(version)) {
      throw FileForm.damaged("the manifest is of another version", FileForm.MANIFEST_AT);
    }
    this.proof = readProof(manifest.rootOfTrust() != null);
    this.tablesLeft = manifest.tables().size();
  }

  /** What the file says of itself. */
  public BackupManifest manifest() {
    return manifest;
  }

  /** Null in passphrase mode, and there alone. */
  public BackupManifest.@Nullable Proof proof() {
    return proof;
  }

  /** The bytes that the proof is over. */
  public Bytes manifestBytes() {
    return manifestBytes;
  }

  /**
   * Whether the MAC key makes the proof's MAC; compared in constant time. False in passphrase mode.
   */
  public boolean isProvedBy(SecretBytes macKey) {
    return proof != null && proof.isMadeBy(macKey, manifestBytes);
  }

  /**
   * Gives the backup's key, before the first table is read; it stays the caller's.
   *
   * @throws IllegalArgumentException if it has not 32 bytes
   * @throws IllegalStateException if the reader has a key, or the file was read
   */
  public void unlock(SecretBytes key) {
    if (ended || cipher != null) {
      throw new IllegalStateException("The backup is unlocked, or was read");
    }
    ChunkCipher unlocked = new ChunkCipher(key, in.digest());
    cipher = unlocked;
    chunks = new ChunkInput(in, unlocked);
  }

  /**
   * The rows of the manifest's next table, to be read to their end.
   *
   * @throws IllegalStateException if the table before was not read to its end, the manifest has no
   *     more, or there is no key
   */
  public InputStream table() throws IOException {
    ChunkInput open = requireTableRead();
    if (tablesLeft == 0) {
      throw new IllegalStateException("The manifest has no more tables");
    }
    tablesLeft--;
    TableInput next = new TableInput(open, in);
    table = next;
    return next;
  }

  /**
   * After the last table: checks the end of the file and its checksum.
   *
   * @throws IllegalStateException if tables were not read to their end, or there is no key
   */
  public BackupWriter.Summary finish() throws IOException {
    ChunkInput open = requireTableRead();
    if (tablesLeft > 0) {
      throw new IllegalStateException("Tables are not read: " + tablesLeft);
    }
    ended = true;
    if (open.read() >= 0) {
      throw FileForm.damaged("rows follow the last table", in.position());
    }
    return readEnd(open.number());
  }

  /**
   * Checks structure and checksums of what follows the manifest, without a key: in place of {@link
   * #unlock} and all that follows it. Whoever changes a file can make these checksums anew.
   *
   * @throws IllegalStateException if the reader has a key, or the file was read
   */
  public BackupWriter.Summary checkWithoutKey() throws IOException {
    if (ended || cipher != null) {
      throw new IllegalStateException("The backup is unlocked, or was read");
    }
    ended = true;
    byte[] piece = new byte[PIECE_BYTES];
    long number = 0;
    int head;
    do {
      head = ChunkInput.readLength(in);
      int left = head & ~FileForm.LAST;
      while (left > 0) {
        int part = Math.min(left, piece.length);
        in.read(piece, part);
        left -= part;
      }
      number++;
    } while (head >= 0);
    return readEnd(number);
  }

  /** Forgets the key; leaves the stream below open. */
  @Override
  public void close() {
    ended = true;
    if (cipher != null) {
      cipher.close();
    }
    if (chunks != null) {
      chunks.forget();
    }
  }

  private String readVersion() throws IOException {
    byte[] title = FileForm.TITLE.getBytes(StandardCharsets.US_ASCII);
    if (!Arrays.equals(title, in.read(title.length))) {
      throw FileForm.damaged("it is no backup file", 0);
    }
    StringBuilder version = new StringBuilder();
    char one = (char) in.read(1)[0];
    while (one != '\n' && version.length() < LONGEST_VERSION) {
      version.append(one);
      one = (char) in.read(1)[0];
    }
    if (one != '\n' || !LATER.matcher(version).matches()) {
      throw FileForm.damaged("it is no backup file", title.length);
    }
    if (!FileForm.VERSION.contentEquals(version)
        && !FileForm.VERSION_WITH_ROOTS.contentEquals(version)) {
      throw new VaultException(ErrorCode.BACKUP_VERSION, "its form has the number " + version);
    }
    return version.toString();
  }

  private int readLength(int most) throws IOException {
    long at = in.position();
    int length = in.readInt();
    if (length < 0 || length > most) {
      throw FileForm.damaged("a length is impossible", at);
    }
    return length;
  }

  private BackupManifest.@Nullable Proof readProof(boolean hsmMode) throws IOException {
    long at = in.position();
    int length = readLength(FileForm.PROOF_BYTES);
    if ((length > 0) != hsmMode) {
      throw FileForm.damaged("there is a proof in HSM mode, and there alone", at);
    }
    return hsmMode ? ProofForm.decode(Bytes.of(in.read(length)), at) : null;
  }

  private ChunkInput requireTableRead() throws IOException {
    if (ended || chunks == null) {
      throw new IllegalStateException("The backup is not unlocked, or was read");
    }
    if (table != null && !table.isEnded()) {
      throw new IllegalStateException("The table before was not read to its end");
    }
    return chunks;
  }

  private BackupWriter.Summary readEnd(long chunkCount) throws IOException {
    long at = in.position();
    if (in.readLong() != chunkCount) {
      throw FileForm.damaged("it has another number of chunks", at);
    }
    byte[] expected = in.digest();
    if (!MessageDigest.isEqual(expected, in.read(FileForm.DIGEST_BYTES))) {
      throw FileForm.damaged("it has another checksum", at + Long.BYTES);
    }
    in.requireEnd();
    return new BackupWriter.Summary(in.position(), Bytes.of(in.digest()));
  }
}
