package org.holdfast.domain.backup.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** The rows of one table, as {@link TableOutput} wrote them. */
final class TableInput extends InputStream {

  private final InputStream chunks;
  private final DigestedInput file;
  private final byte[] length = new byte[Integer.BYTES];
  private int left;
  private boolean ended;

  /**
   * @param file says where in it the chunks are
   */
  TableInput(InputStream chunks, DigestedInput file) {
    this.chunks = chunks;
    this.file = file;
  }

  /** Whether no row is left. */
  boolean isEnded() throws IOException {
    return !fill();
  }

  @Override
  public int read() throws IOException {
    if (!fill()) {
      return -1;
    }
    int one = chunks.read();
    if (one < 0) {
      throw cutOff();
    }
    left--;
    return one;
  }

  @Override
  public int read(byte[] to, int offset, int count) throws IOException {
    if (count == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int part = chunks.read(to, offset, Math.min(count, left));
    if (part < 0) {
      throw cutOff();
    }
    left -= part;
    return part;
  }

  private boolean fill() throws IOException {
    if (left > 0 || ended) {
      return !ended;
    }
    if (chunks.readNBytes(length, 0, length.length) < length.length) {
      throw cutOff();
    }
    int size = ByteBuffer.wrap(length).getInt();
    if (size < 0 || size > FileForm.CHUNK_BYTES) {
      throw FileForm.damaged("a block of a table has an impossible length", file.position());
    }
    left = size;
    ended = size == 0;
    return !ended;
  }

  private RuntimeException cutOff() {
    return FileForm.damaged("the last chunk comes before the tables' end", file.position());
  }
}
