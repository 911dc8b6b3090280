package org.holdfast.domain.backup.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The rows of one table, in blocks of u32 length and bytes; a length of 0 ends it. To flush it does
 * nothing: a chunk is written when it is full.
 */
final class TableOutput extends OutputStream {

  private final OutputStream chunks;
  private final byte[] block;
  private int filled = Integer.BYTES;
  private boolean closed;

  /**
   * @param block room for a block and its length, used by one table after the other
   */
  TableOutput(OutputStream chunks, byte[] block) {
    this.chunks = chunks;
    this.block = block;
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public void write(int one) throws IOException {
    makeRoom();
    block[filled++] = (byte) one;
  }

  @Override
  public void write(byte[] content, int offset, int length) throws IOException {
    int done = 0;
    while (done < length) {
      makeRoom();
      int part = Math.min(length - done, block.length - filled);
      System.arraycopy(content, offset + done, block, filled, part);
      filled += part;
      done += part;
    }
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    if (filled > Integer.BYTES) {
      end();
    }
    end();
    closed = true;
    Arrays.fill(block, (byte) 0);
  }

  private void makeRoom() throws IOException {
    if (closed) {
      throw new IllegalStateException("The table has ended");
    }
    if (filled == block.length) {
      end();
    }
  }

  private void end() throws IOException {
    ByteBuffer.wrap(block).putInt(filled - Integer.BYTES);
    chunks.write(block, 0, filled);
    filled = Integer.BYTES;
  }
}
