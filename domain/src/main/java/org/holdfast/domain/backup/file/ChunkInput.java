package org.holdfast.domain.backup.file;

import static org.holdfast.domain.backup.file.FileForm.CHUNK_BYTES;
import static org.holdfast.domain.backup.file.FileForm.FORM_BYTES;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;

/**
 * The rows of all chunks, one after the other. A byte is given out when the whole chunk that it is
 * in was authenticated. It holds three buffers of a chunk's size, whatever the file says.
 */
final class ChunkInput extends InputStream {

  static final int LEAST = FORM_BYTES + ChunkCipher.TAG_BYTES;
  static final int MOST = LEAST + CHUNK_BYTES;

  private final DigestedInput in;
  private final ChunkCipher cipher;
  // This one is told how much room there is, and writes no byte more.
  private final LZ4SafeDecompressor decompressor = LZ4Factory.safeInstance().safeDecompressor();
  private final byte[] sealed = new byte[MOST];
  private final byte[] opened = new byte[FORM_BYTES + CHUNK_BYTES];
  private final byte[] unpacked = new byte[CHUNK_BYTES];
  private byte[] rows = unpacked;
  private int next;
  private int end;
  private long number;
  private boolean last;
  private boolean failed;

  ChunkInput(DigestedInput in, ChunkCipher cipher) {
    this.in = in;
    this.cipher = cipher;
  }

  /** How many chunks were read. */
  long number() {
    return number;
  }

  @Override
  public int read() throws IOException {
    return fill() ? rows[next++] & 0xFF : -1;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int part = Math.min(length, end - next);
    System.arraycopy(rows, next, to, offset, part);
    next += part;
    return part;
  }

  /** Zeroes the rows. */
  void forget() {
    last = true;
    next = end;
    Arrays.fill(opened, (byte) 0);
    Arrays.fill(unpacked, (byte) 0);
  }

  /** Reads a chunk's length: the top bit says that it is the last one. */
  static int readLength(DigestedInput in) throws IOException {
    long at = in.position();
    int head = in.readInt();
    int length = head & ~FileForm.LAST;
    if (length < LEAST || length > MOST) {
      throw FileForm.damaged("a chunk has an impossible length", at);
    }
    return head;
  }

  private boolean fill() throws IOException {
    if (next < end) {
      return true;
    }
    if (last) {
      return false;
    }
    long at = in.position();
    if (failed) {
      throw FileForm.damaged("reading it failed before", at);
    }
    // Stays so after a failure: whoever tries again must not get what comes after the gap.
    failed = true;
    int head = readLength(in);
    readChunk(head < 0, head & ~FileForm.LAST, at);
    if (next == end && !last) {
      throw FileForm.damaged("a chunk is empty", at);
    }
    failed = false;
    return next < end;
  }

  private void readChunk(boolean nowLast, int length, long at) throws IOException {
    in.read(sealed, length);
    int count = cipher.open(number, nowLast, sealed, length, opened);
    if (count < FORM_BYTES) {
      throw FileForm.damaged("a chunk does not open", at);
    }
    number++;
    last = nowLast;
    if (opened[0] == FileForm.AS_IT_IS) {
      rows = opened;
      next = FORM_BYTES;
      end = count;
    } else if (opened[0] == FileForm.LZ4) {
      rows = unpacked;
      next = 0;
      end = unpack(count - FORM_BYTES, at);
    } else {
      throw FileForm.damaged("a chunk has an unknown form", at);
    }
  }

  private int unpack(int length, long at) {
    try {
      return decompressor.decompress(opened, FORM_BYTES, length, unpacked, 0, unpacked.length);
    } catch (LZ4Exception | IndexOutOfBoundsException e) {
      throw FileForm.damaged("a chunk cannot be decompressed", at);
    }
  }
}
