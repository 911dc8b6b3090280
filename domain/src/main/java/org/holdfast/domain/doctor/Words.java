package org.holdfast.domain.doctor;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;

/** Says things in words. */
final class Words {

  private static final int MOST = 6;
  private static final long MIB = 1L << 20;
  private static final int GIB_FROM = 10 << 10;

  private Words() {}

  /** A failure of the file system, which often names the file alone. */
  static String of(IOException e) {
    String message = e.getMessage();
    if (e instanceof AccessDeniedException) {
      return message + ": access denied";
    }
    if (e instanceof NoSuchFileException) {
      return message + ": there is no such file";
    }
    return message == null ? e.getClass().getSimpleName() : message;
  }

  /** Some of a list that may be long. */
  static String some(List<String> items) {
    return items.size() <= MOST
        ? String.join("; ", items)
        : String.join("; ", items.subList(0, MOST)) + "; and " + (items.size() - MOST) + " more";
  }

  /** A number of bytes. */
  static String room(long bytes) {
    long mib = bytes / MIB;
    return mib >= GIB_FROM ? mib / 1024 + " GiB" : mib + " MiB";
  }
}
