package org.holdfast.domain.backup.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;

/** Writes big-endian numbers and bytes, counted and digested. */
final class DigestedOutput {

  private final OutputStream out;
  private final MessageDigest digest = Digests.sha256();
  private long count;

  DigestedOutput(OutputStream out) {
    this.out = out;
  }

  /** Bytes written so far. */
  long count() {
    return count;
  }

  /** SHA-256 of all that was written so far. */
  byte[] digest() {
    return Digests.soFar(digest);
  }

  void write(byte[] content) throws IOException {
    write(content, 0, content.length);
  }

  void write(byte[] content, int offset, int length) throws IOException {
    out.write(content, offset, length);
    digest.update(content, offset, length);
    count += length;
  }

  void writeInt(int number) throws IOException {
    write(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
  }

  void writeLong(long number) throws IOException {
    write(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
  }

  void flush() throws IOException {
    out.flush();
  }
}
