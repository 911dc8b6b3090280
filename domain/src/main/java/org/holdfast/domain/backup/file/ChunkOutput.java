package org.holdfast.domain.backup.file;

import static org.holdfast.domain.backup.file.FileForm.FORM_BYTES;
import static org.holdfast.domain.backup.file.FileForm.WRITTEN_BYTES;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Factory;

/**
 * Cuts what is written to it into chunks, compressed where that makes them smaller, and encrypts
 * them. It holds three buffers of a chunk's size, and nothing else.
 */
final class ChunkOutput extends OutputStream {

  private final DigestedOutput out;
  private final ChunkCipher cipher;
  // Without native code, and without access past the bounds of arrays.
  private final LZ4Compressor compressor = LZ4Factory.safeInstance().fastCompressor();
  private final byte[] rows = new byte[FORM_BYTES + WRITTEN_BYTES];
  private final byte[] packed =
      new byte[FORM_BYTES + compressor.maxCompressedLength(WRITTEN_BYTES)];
  private final byte[] sealed =
      new byte[Integer.BYTES + FORM_BYTES + WRITTEN_BYTES + ChunkCipher.TAG_BYTES];
  private int filled = FORM_BYTES;
  private long number;
  private boolean ended;

  ChunkOutput(DigestedOutput out, ChunkCipher cipher) {
    this.out = out;
    this.cipher = cipher;
    rows[0] = FileForm.AS_IT_IS;
    packed[0] = FileForm.LZ4;
  }

  @Override
  public void write(int one) throws IOException {
    makeRoom();
    rows[filled++] = (byte) one;
  }

  @Override
  public void write(byte[] content, int offset, int length) throws IOException {
    int done = 0;
    while (done < length) {
      makeRoom();
      int part = Math.min(length - done, rows.length - filled);
      System.arraycopy(content, offset + done, rows, filled, part);
      filled += part;
      done += part;
    }
  }

  /** Writes the last chunk, which may be empty; says how many there are. */
  long finish() throws IOException {
    seal(true);
    ended = true;
    return number;
  }

  /** Zeroes the rows. */
  void forget() {
    ended = true;
    Arrays.fill(rows, (byte) 0);
    Arrays.fill(packed, (byte) 0);
  }

  private void makeRoom() throws IOException {
    // A full chunk waits for more: only then it is known not to be the last one.
    if (filled == rows.length) {
      seal(false);
    }
  }

  private void seal(boolean last) throws IOException {
    if (ended) {
      throw new IllegalStateException("The backup file has ended, or writing it failed");
    }
    // Stays so if this fails: a chunk's number, and so its nonce, is never used again.
    ended = true;
    int size = filled - FORM_BYTES;
    int small = compressor.compress(rows, FORM_BYTES, size, packed, FORM_BYTES);
    byte[] plain = small < size ? packed : rows;
    int length = FORM_BYTES + Math.min(small, size);
    int count = cipher.seal(number, last, plain, length, sealed, Integer.BYTES);
    ByteBuffer.wrap(sealed).putInt(last ? count | FileForm.LAST : count);
    out.write(sealed, 0, Integer.BYTES + count);
    number++;
    filled = FORM_BYTES;
    ended = false;
  }
}
