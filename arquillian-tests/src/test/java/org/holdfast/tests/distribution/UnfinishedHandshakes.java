package org.holdfast.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Clients that connect, and do not get as far as a request: the server is to end them. */
public final class UnfinishedHandshakes implements AutoCloseable {

  /** The server gives them 60 seconds, and may be busy. */
  private static final Duration LIMIT = Duration.ofSeconds(90);

  private static final long A_MOMENT_MILLIS = 1_000;

  /** A handshake record of 512 bytes, of which nothing follows (RFC 8446, 5.1). */
  private static final byte[] BEGUN = {22, 3, 1, 2, 0};

  private final List<Socket> clients = new ArrayList<>();
  private final Instant end = Instant.now().plus(LIMIT);

  /** One that says nothing at all, and one that stops in the middle of its first message. */
  public UnfinishedHandshakes(int port) throws IOException {
    for (byte[] said : List.of(new byte[0], BEGUN)) {
      Socket client = new Socket(InetAddress.getLoopbackAddress(), port);
      clients.add(client);
      client.getOutputStream().write(said);
    }
  }

  /** Waits until the server has ended all of them. */
  public void awaitEnded() throws IOException {
    for (Socket client : clients) {
      long left = Duration.between(Instant.now(), end).toMillis();
      // Who comes after the end finds it done.
      client.setSoTimeout(Math.toIntExact(Math.max(left, A_MOMENT_MILLIS)));
      try {
        client.getInputStream().readAllBytes();
      } catch (SocketException e) {
        assertThat(e).hasMessageContaining("reset");
      }
    }
  }

  @Override
  public void close() throws IOException {
    for (Socket client : clients) {
      client.close();
    }
  }
}
