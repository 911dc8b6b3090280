package org.holdfast.web.access;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.undertow.Undertow;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.BlockingHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestLimitsTest {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final int MAX_BYTES = 10;
  private static final int MAX_DISCARDED = 1 << 20;

  private static final String CRLFS = "\r\n".repeat(500);
  private static final String HIDDEN = post("Content-Length: 6", "hidden");

  private Undertow server = Undertow.builder().build();

  /** One thread for all requests, so that one that is kept shows in the next. */
  private int start(Duration time) {
    server =
        Undertow.builder()
            .setIoThreads(1)
            .setWorkerThreads(1)
            .addHttpListener(0, "127.0.0.1")
            .setHandler(
                new RequestLimits(
                    new BlockingHandler(RequestLimitsTest::tellBody),
                    MAX_BYTES,
                    MAX_DISCARDED,
                    time))
            .build();
    server.start();
    return ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
  }

  private static void tellBody(HttpServerExchange exchange) {
    if (exchange.getRequestHeaders().contains("X-Unread")) {
      exchange.getResponseSender().send("unread");
      return;
    }
    try {
      byte[] body = exchange.getInputStream().readAllBytes();
      exchange.getResponseSender().send("body " + new String(body, US_ASCII));
    } catch (IOException e) {
      exchange.getResponseSender().send("failed " + e.getClass().getSimpleName());
    }
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  /** Sends the text and reads until the server closes the connection. */
  private static String exchange(int port, String request) throws IOException {
    try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
      client.setSoTimeout(20_000);
      OutputStream out = client.getOutputStream();
      try {
        out.write(request.getBytes(US_ASCII));
      } catch (SocketException e) {
        // The server ended the connection: what it said before that counts.
      }
      return new String(client.getInputStream().readAllBytes(), US_ASCII);
    }
  }

  /** A body of requests, whatever byte of it one looks at first. */
  private static String chunks(int length) {
    int size = CRLFS.length() + HIDDEN.length();
    return (Integer.toHexString(size) + "\r\n" + CRLFS + HIDDEN + "\r\n").repeat(length / size)
        + "0\r\n\r\n";
  }

  private static String post(String headers, String body) {
    return "POST / HTTP/1.1\r\nHost: vault\r\n" + headers + "\r\n\r\n" + body;
  }

  @Test
  void handleRequest_bodyWithinTheLimits_isReadAndTheConnectionKept() throws Exception {
    String answers =
        exchange(
            start(LONG),
            post("Content-Length: 3", "abc")
                + post("Content-Length: 3\r\nConnection: close", "def"));

    assertThat(answers).contains("body abc").contains("body def");
  }

  @Test
  void handleRequest_announcedBodyTooLarge_isRefusedWithACode_andTheConnectionKept()
      throws Exception {
    String answers =
        exchange(
            start(LONG),
            post("Content-Length: 11", "abcdefghijk")
                + post("Content-Length: 3\r\nConnection: close", "def"));

    assertThat(answers)
        .startsWith("HTTP/1.1 413")
        .contains("application/problem+json")
        .contains("\"HF-1007\"")
        .endsWith("body def");
  }

  @Test
  void handleRequest_announcedBodyTooLargeThatDoesNotCome_keepsNoThread() throws Exception {
    int port = start(LONG);
    try (Socket waiting = new Socket(InetAddress.getLoopbackAddress(), port)) {
      waiting.getOutputStream().write(post("Content-Length: 11", "abc").getBytes(US_ASCII));

      assertThat(exchange(port, post("Content-Length: 3\r\nConnection: close", "def")))
          .endsWith("body def");
    }
  }

  @Test
  void handleRequest_announcedBodyFarTooLarge_isRefusedUnread() throws Exception {
    String answer = exchange(start(LONG), post("Content-Length: " + (MAX_DISCARDED + 1), ""));

    assertThat(answer)
        .startsWith("HTTP/1.1 413")
        .containsIgnoringCase("Connection: close")
        .contains("\"HF-1007\"");
  }

  @Test
  void handleRequest_bodyTooLargeThatIsAskedForFirst_isRefusedUnread() throws Exception {
    String answer = exchange(start(LONG), post("Content-Length: 11\r\nExpect: 100-continue", ""));

    assertThat(answer).startsWith("HTTP/1.1 413").containsIgnoringCase("Connection: close");
  }

  @Test
  void handleRequest_chunksTooLarge_areReadToTheirEnd_andTheConnectionKept() throws Exception {
    String answers =
        exchange(
            start(LONG),
            post("Transfer-Encoding: chunked", chunks(100_000))
                + post("Content-Length: 3\r\nConnection: close", "def"));

    assertThat(answers).contains("failed RequestTooBigException").endsWith("body def");
  }

  @Test
  void handleRequest_chunksTooLargeThatNobodyReads_areNoRequests() throws Exception {
    String answers =
        exchange(
            start(LONG),
            post("X-Unread: yes\r\nTransfer-Encoding: chunked", chunks(100_000))
                + post("Content-Length: 3\r\nConnection: close", "def"));

    assertThat(answers).contains("unread").endsWith("body def");
    assertThat(answers.split("HTTP/1.1 ", -1)).hasSize(3);
  }

  /** Whatever part of it was taken for a request would be answered as one. */
  @Test
  void handleRequest_chunksFarTooLarge_endTheConnection() throws Exception {
    String answers =
        exchange(
            start(LONG), post("Transfer-Encoding: chunked", chunks(2 * MAX_DISCARDED)) + HIDDEN);

    assertThat(answers).doesNotContain("body").doesNotContain(" 400 ");
  }

  @Test
  void handleRequest_bodyThatStopsComing_freesTheThreadInTime() throws Exception {
    int port = start(Duration.ofMillis(100));

    assertThat(exchange(port, post("Content-Length: 3", "ab")))
        .contains("failed ReadTimeoutException");
    assertThat(exchange(port, post("Content-Length: 1\r\nConnection: close", "a")))
        .contains("body a");
  }
}
