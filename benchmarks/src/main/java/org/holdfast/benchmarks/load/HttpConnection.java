package org.holdfast.benchmarks.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.util.Arrays;

/**
 * One kept-alive connection. Answers are read into one buffer, and only what matters is looked at,
 * so that the generator takes little of the processor it shares with the server.
 */
final class HttpConnection implements AutoCloseable {

  private static final byte[] CONTENT_LENGTH = "content-length:".getBytes(ISO_8859_1);
  private static final byte[] CHUNKED = "transfer-encoding: chunked".getBytes(ISO_8859_1);
  private static final byte[] CLOSING = "connection: close".getBytes(ISO_8859_1);
  private static final int STATUS_AT = "HTTP/1.1 ".length();

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private byte[] buffer = new byte[16 << 10];

  /** What was read and not looked at yet: from {@code next} to {@code end}. */
  private int next;

  private int end;
  private int bodyStart;
  private int bodyEnd;
  private boolean ending;

  HttpConnection(Socket socket) throws IOException {
    this.socket = socket;
    this.in = socket.getInputStream();
    this.out = socket.getOutputStream();
  }

  /** Sends a whole request and reads the whole answer; returns its status. */
  int exchange(byte[] request) throws IOException {
    out.write(request);
    out.flush();
    next = 0;
    end = 0;
    ending = false;
    readLine();
    int status = (int) number(STATUS_AT, STATUS_AT + 3, 10);
    long length = -1;
    boolean chunked = false;
    int line = next;
    int lineEnd = readLine();
    while (lineEnd > line) {
      if (startsWith(line, lineEnd, CONTENT_LENGTH)) {
        length = number(line + CONTENT_LENGTH.length, lineEnd, 10);
      } else if (startsWith(line, lineEnd, CHUNKED)) {
        chunked = true;
      } else if (startsWith(line, lineEnd, CLOSING)) {
        ending = true;
      }
      line = next;
      lineEnd = readLine();
    }
    bodyStart = next;
    bodyEnd = next;
    if (chunked) {
      readChunks();
    } else if (length >= 0) {
      require(length);
      next += (int) length;
      bodyEnd = next;
    } else if (status != 204 && status != 304) {
      throw new ProtocolException("an answer without a length");
    }
    if (next != end) {
      throw new ProtocolException("more than one answer");
    }
    return status;
  }

  /** The last answer's body. */
  String body() {
    return new String(buffer, bodyStart, bodyEnd - bodyStart, UTF_8);
  }

  /** Whether the server said that it closes the connection. */
  boolean isEnding() {
    return ending;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  /** Reads chunks, and moves them together. */
  private void readChunks() throws IOException {
    while (true) {
      int line = next;
      int size = (int) number(line, readLine(), 16);
      require(size + 2L);
      System.arraycopy(buffer, next, buffer, bodyEnd, size);
      bodyEnd += size;
      next += size + 2;
      if (size == 0) {
        return;
      }
    }
  }

  /** Reads to the end of a line, and returns where its text ends. */
  private int readLine() throws IOException {
    int at = next;
    while (true) {
      while (at < end) {
        if (buffer[at] == '\n') {
          int text = at > next && buffer[at - 1] == '\r' ? at - 1 : at;
          next = at + 1;
          return text;
        }
        at++;
      }
      fill();
    }
  }

  /** Reads until that many bytes are there that were not looked at. */
  private void require(long bytes) throws IOException {
    while (end - next < bytes) {
      fill();
    }
  }

  private void fill() throws IOException {
    if (end == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    int count = in.read(buffer, end, buffer.length - end);
    if (count < 0) {
      throw new EOFException("the server closed the connection");
    }
    end += count;
  }

  private boolean startsWith(int from, int until, byte[] lowerCase) {
    if (until - from < lowerCase.length) {
      return false;
    }
    for (int i = 0; i < lowerCase.length; i++) {
      int letter = buffer[from + i];
      if (letter >= 'A' && letter <= 'Z') {
        letter += 'a' - 'A';
      }
      if (letter != lowerCase[i]) {
        return false;
      }
    }
    return true;
  }

  private long number(int from, int until, int radix) throws ProtocolException {
    long value = 0;
    boolean any = false;
    for (int i = from; i < until; i++) {
      int digit = Character.digit(buffer[i], radix);
      if (digit < 0) {
        if (any) {
          break;
        }
        continue;
      }
      any = true;
      value = value * radix + digit;
    }
    if (!any) {
      throw new ProtocolException("a number is missing in the answer");
    }
    return value;
  }
}
