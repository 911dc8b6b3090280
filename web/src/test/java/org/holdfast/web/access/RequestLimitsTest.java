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
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestLimitsTest {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final int MAX_BYTES = 10;

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
                    new BlockingHandler(RequestLimitsTest::tellBody), MAX_BYTES, time))
            .build();
    server.start();
    return ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
  }

  private static void tellBody(HttpServerExchange exchange) {
    try {
      byte[] body = exchange.getInputStream().readAllBytes();
      exchange.getResponseSender().send("body " + new String(body, US_ASCII));
    } catch (IOException e) {
      exchange.setPersistent(false);
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
      out.write(request.getBytes(US_ASCII));
      return new String(client.getInputStream().readAllBytes(), US_ASCII);
    }
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
  void handleRequest_announcedBodyTooLarge_isRefusedWithACode() throws Exception {
    String answer = exchange(start(LONG), post("Content-Length: 11", ""));

    assertThat(answer)
        .startsWith("HTTP/1.1 413")
        .contains("application/problem+json")
        .contains("\"HF-1007\"");
  }

  @Test
  void handleRequest_chunksTooLarge_endTheConnection() throws Exception {
    String answer =
        exchange(start(LONG), post("Transfer-Encoding: chunked", "b\r\nabcdefghijk\r\n0\r\n\r\n"));

    assertThat(answer).doesNotContain("body");
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
