package org.holdfast.domain.backup.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;

/**
 * Reads big-endian numbers and bytes, counted and digested. An end where more was expected is
 * {@link org.holdfast.domain.error.ErrorCode#BACKUP_DAMAGED}.
 */
final class DigestedInput {

  private final InputStream in;
  private final MessageDigest digest = Digests.sha256();
  private final byte[] number = new byte[Long.BYTES];
  private long position;

  DigestedInput(InputStream in) {
    this.in = in;
  }

  /** Bytes read so far. */
  long position() {
    return position;
  }

  /** SHA-256 of all that was read so far. */
  byte[] digest() {
    return Digests.soFar(digest);
  }

  void read(byte[] to, int length) throws IOException {
    int count = in.readNBytes(to, 0, length);
    digest.update(to, 0, count);
    position += count;
    if (count < length) {
      throw FileForm.damaged("it is cut off", position);
    }
  }

  /** At most as many as the caller has found to be reasonable. */
  byte[] read(int length) throws IOException {
    byte[] content = new byte[length];
    read(content, length);
    return content;
  }

  int readInt() throws IOException {
    read(number, Integer.BYTES);
    return ByteBuffer.wrap(number).getInt();
  }

  long readLong() throws IOException {
    read(number, Long.BYTES);
    return ByteBuffer.wrap(number).getLong();
  }

  void requireEnd() throws IOException {
    if (in.read() >= 0) {
      throw FileForm.damaged("something follows its end", position);
    }
  }
}
