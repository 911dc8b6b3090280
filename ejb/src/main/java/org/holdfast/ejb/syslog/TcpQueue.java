package org.holdfast.ejb.syslog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What of a TCP connection the other machine has not acknowledged. Java does not tell; Linux does
 * in {@code /proc/net/tcp} and {@code tcp6}, where {@code tx_queue} counts from the first byte
 * without an acknowledgement to the last that was written (proc_pid_net(5)).
 */
final class TcpQueue {

  private static final List<Path> TABLES =
      List.of(Path.of("/proc/self/net/tcp"), Path.of("/proc/self/net/tcp6"));

  /** Number, local address and port, remote ones, state, tx_queue. */
  private static final Pattern LINE =
      Pattern.compile(
          " *\\d+: [0-9A-F]+:([0-9A-F]{4}) ([0-9A-F]+):([0-9A-F]{4}) [0-9A-F]{2} ([0-9A-F]{8}):.*");

  private static final int WORD = 4;
  private static final int HEX = 16;

  private TcpQueue() {}

  /**
   * Bytes that the other side has not acknowledged; empty if the system does not say, or has no
   * such connection any more.
   */
  static OptionalLong unacknowledged(Socket socket) {
    InetAddress remote = socket.getInetAddress();
    if (remote == null) {
      return OptionalLong.empty();
    }
    return TABLES.stream()
        .map(table -> find(table, socket.getLocalPort(), remote, socket.getPort()))
        .flatMapToLong(OptionalLong::stream)
        .findFirst();
  }

  private static OptionalLong find(Path table, int localPort, InetAddress remote, int port) {
    try (Stream<String> lines = Files.lines(table)) {
      return find(lines, localPort, remote, port);
    } catch (IOException | UncheckedIOException e) {
      // Such as the table of IPv6 where there is none.
      return OptionalLong.empty();
    }
  }

  /** What these lines of a table say of a connection. */
  static OptionalLong find(Stream<String> lines, int localPort, InetAddress remote, int port) {
    String address = hex(remote);
    return lines
        .map(LINE::matcher)
        .filter(Matcher::matches)
        .filter(line -> Integer.parseInt(line.group(1), HEX) == localPort)
        .filter(line -> Integer.parseInt(line.group(3), HEX) == port)
        .filter(line -> line.group(2).endsWith(address))
        .mapToLong(line -> Long.parseLong(line.group(4), HEX))
        .findFirst();
  }

  /** As the tables have it: each word of four bytes in the machine's own order. */
  private static String hex(InetAddress address) {
    byte[] bytes = address.getAddress();
    boolean isTurned = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
    StringBuilder text = new StringBuilder();
    for (int word = 0; word < bytes.length; word += WORD) {
      for (int i = 0; i < WORD; i++) {
        int at = word + (isTurned ? WORD - 1 - i : i);
        text.append(String.format(Locale.ROOT, "%02X", bytes[at]));
      }
    }
    return text.toString();
  }
}
