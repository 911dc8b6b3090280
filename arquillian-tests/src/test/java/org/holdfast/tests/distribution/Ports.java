package org.holdfast.tests.distribution;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports for servers of tests. */
final class Ports {

  /** Which of the virtual machines of a test run this is, from 1. */
  static final int FORK = Integer.getInteger("holdfast.tests.fork", 1);

  private static final int FIRST = 20_000;
  private static final int EACH = 4_000;

  private Ports() {}

  /**
   * A port that nobody listens on: below those that the system gives to outgoing connections, and
   * in a range that other virtual machines of the same test run don't use.
   */
  static int free() {
    int from = FIRST + EACH * (FORK - 1);
    int port;
    do {
      port = ThreadLocalRandom.current().nextInt(from, from + EACH);
    } while (!isFree(port));
    return port;
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port)) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
