package org.holdfast.ejb.backup.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.holdfast.domain.backup.BackupStore.StoredFile;

/** Reads what {@link ShellScripts#list} prints. */
final class ShellListing {

  private static final int FIELDS = 3;
  private static final int SIZE_COLUMN = 4;

  private ShellListing() {}

  /**
   * @throws IOException if it is something else
   */
  static List<StoredFile> parse(byte[] printed) throws IOException {
    String[] fields = new String(printed, StandardCharsets.UTF_8).split("\0", -1);
    if (fields.length % FIELDS != 1 || !fields[fields.length - 1].isEmpty()) {
      throw new IOException("The server's list of files cannot be read");
    }
    List<StoredFile> files = new ArrayList<>();
    for (int i = 0; i + FIELDS < fields.length; i += FIELDS) {
      // Empty for a file that was deleted meanwhile.
      if (!fields[i + 1].isEmpty()) {
        files.add(new StoredFile(fields[i], size(fields[i + 1]), time(fields[i + 2])));
      }
    }
    return files;
  }

  private static long size(String line) throws IOException {
    String[] columns = line.strip().split("\\s+", SIZE_COLUMN + 2);
    if (columns.length <= SIZE_COLUMN) {
      throw new IOException("The server's list of files cannot be read");
    }
    return number(columns[SIZE_COLUMN]);
  }

  private static Instant time(String seconds) throws IOException {
    return Instant.ofEpochSecond(number(seconds));
  }

  private static long number(String text) throws IOException {
    try {
      return Long.parseLong(text.strip());
    } catch (NumberFormatException e) {
      throw new IOException("The server's list of files cannot be read", e);
    }
  }
}
