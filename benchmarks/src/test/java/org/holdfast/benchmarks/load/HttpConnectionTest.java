package org.holdfast.benchmarks.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpConnectionTest {

  private static final byte[] REQUEST = "GET / HTTP/1.1\r\n\r\n".getBytes(US_ASCII);

  private ServerSocket listener;
  private Socket peer;
  private HttpConnection connection;

  @BeforeEach
  void connect() throws IOException {
    listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    connection = new HttpConnection(new Socket(listener.getInetAddress(), listener.getLocalPort()));
    peer = listener.accept();
  }

  @AfterEach
  void close() throws IOException {
    connection.close();
    peer.close();
    listener.close();
  }

  /** The answer is on its way before the request is: the kernel keeps it. */
  private int exchange(String answer) throws IOException {
    peer.getOutputStream().write(answer.getBytes(US_ASCII));
    return connection.exchange(REQUEST);
  }

  @Test
  void exchange_answerWithLength_isReadToItsEnd() throws IOException {
    assertThat(exchange("HTTP/1.1 201 Created\r\nContent-Length: 3\r\n\r\nabc")).isEqualTo(201);
    assertThat(connection.body()).isEqualTo("abc");
    assertThat(exchange("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n")).isEqualTo(200);
    assertThat(connection.body()).isEmpty();
    assertThat(connection.isEnding()).isFalse();
  }

  @Test
  void exchange_answerInChunks_isPutTogether() throws IOException {
    String head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    String chunks = "3\r\nabc\r\n0b\r\ndefghijklmn\r\n0\r\n\r\n";

    assertThat(exchange(head + chunks)).isEqualTo(200);
    assertThat(connection.body()).isEqualTo("abcdefghijklmn");
  }

  @Test
  void exchange_answerLargerThanTheBuffer_isReadWhole() throws IOException {
    String body = "x".repeat(50_000);

    exchange("HTTP/1.1 200 OK\r\nContent-Length: 50000\r\n\r\n" + body);

    assertThat(connection.body()).isEqualTo(body);
  }

  @Test
  void exchange_answerWithoutContent_hasNoBody() throws IOException {
    assertThat(exchange("HTTP/1.1 204 No Content\r\nConnection: Close\r\n\r\n")).isEqualTo(204);
    assertThat(connection.body()).isEmpty();
    assertThat(connection.isEnding()).isTrue();
  }

  @Test
  void exchange_connectionThatEnds_fails() throws IOException {
    peer.getOutputStream()
        .write("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\na".getBytes(US_ASCII));
    peer.shutdownOutput();

    assertThatIOException().isThrownBy(() -> connection.exchange(REQUEST));
  }
}
