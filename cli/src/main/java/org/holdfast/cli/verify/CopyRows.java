package org.holdfast.cli.verify;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;

/** Rows in PostgreSQL's binary COPY format ("Binary Format" in its description of COPY). */
final class CopyRows {

  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0
  };
  private static final short END = -1;
  private static final int NULL = -1;

  /** Bits of the flags that a reader must understand; none are known to have a meaning here. */
  private static final int CRITICAL = 0xffff0000;

  private CopyRows() {}

  /**
   * Reads all rows, with constant memory, and counts them.
   *
   * @param table named in failures
   * @param columns that every row has to have
   * @throws VaultException {@link ErrorCode#BACKUP_NOT_PROVED} if they are not in this format
   */
  static long count(InputStream rows, String table, int columns) throws IOException {
    DataInputStream in = new DataInputStream(rows);
    try {
      byte[] signature = in.readNBytes(SIGNATURE.length);
      if (!Arrays.equals(signature, SIGNATURE) || (in.readInt() & CRITICAL) != 0) {
        throw malformed(table, "it does not begin as rows do", null);
      }
      skip(in, in.readInt(), table);
      long count = 0;
      for (short fields = in.readShort(); fields != END; fields = in.readShort()) {
        if (fields != columns) {
          throw malformed(
              table, "a row has %d columns in place of %d".formatted(fields, columns), null);
        }
        for (int i = 0; i < fields; i++) {
          int length = in.readInt();
          if (length != NULL) {
            skip(in, length, table);
          }
        }
        count++;
      }
      if (in.read() >= 0) {
        throw malformed(table, "something follows its last row", null);
      }
      return count;
    } catch (EOFException e) {
      throw malformed(table, "its rows end too early", e);
    }
  }

  private static void skip(InputStream in, int length, String table) throws IOException {
    if (length < 0) {
      throw malformed(table, "a length is impossible", null);
    }
    in.skipNBytes(length);
  }

  private static VaultException malformed(
      String table, String what, @org.jspecify.annotations.Nullable EOFException cause) {
    return new VaultException(ErrorCode.BACKUP_NOT_PROVED, table + ": " + what, cause);
  }
}
