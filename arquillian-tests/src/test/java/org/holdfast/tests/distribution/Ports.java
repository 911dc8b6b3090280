package org.holdfast.tests.distribution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Ports for servers of tests. */
final class Ports {

  private static final int FIRST = 20_000;
  private static final int EACH = 4_000;

  /** Held until this virtual machine ends. */
  private static final List<FileLock> CLAIMED = new ArrayList<>();

  /** Which of the virtual machines of a test run this is, from 1: the first that nobody has. */
  static final int FORK = claim();

  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private Ports() {}

  /**
   * A port that nobody listens on, and that was given to nobody here: below those that the system
   * gives to outgoing connections, and in a range that other virtual machines of the same test run
   * don't use.
   */
  static int free() {
    int from = FIRST + EACH * (FORK - 1);
    int port;
    do {
      port = ThreadLocalRandom.current().nextInt(from, from + EACH);
    } while (!isFree(port) || !GIVEN.add(port));
    return port;
  }

  private static int claim() {
    try {
      Files.createDirectories(TrialServer.WORK);
      for (int fork = 1; ; fork++) {
        FileChannel file =
            FileChannel.open(
                TrialServer.WORK.resolve("fork-" + fork + ".lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock lock = file.tryLock();
        if (lock != null) {
          CLAIMED.add(lock);
          return fork;
        }
        file.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port)) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
