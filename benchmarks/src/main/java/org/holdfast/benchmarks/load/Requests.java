package org.holdfast.benchmarks.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** The requests of a run, encoded before it starts; used by all its threads. */
interface Requests {

  /** The next one, whole; not kept or changed by the caller. */
  byte[] next();

  /** Over and over from the first to the last. */
  static Requests inTurn(List<byte[]> encoded) {
    List<byte[]> all = List.copyOf(encoded);
    AtomicLong number = new AtomicLong();
    return () -> all.get((int) (number.getAndIncrement() % all.size()));
  }

  /**
   * The same again and again, but for a number of fixed width.
   *
   * @param encoded with {@code placeholder} in it, once; the number is put there
   */
  static Requests numbered(byte[] encoded, String placeholder, long first) {
    String text = new String(encoded, UTF_8);
    int at = text.substring(0, text.indexOf(placeholder)).getBytes(UTF_8).length;
    int width = placeholder.length();
    AtomicLong number = new AtomicLong(first);
    return () -> {
      byte[] request = encoded.clone();
      long rest = number.getAndIncrement();
      for (int i = at + width - 1; i >= at; i--) {
        request[i] = (byte) ('0' + rest % 10);
        rest /= 10;
      }
      return request;
    };
  }
}
