package org.holdfast.benchmarks.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** Stores many objects as fast as it goes, before anything is measured. */
final class Fill {

  /** As many as the vault takes at once. */
  static final int BATCH = 100;

  private static final int CONNECTIONS = 4;

  private final Server server;
  private final LoadOptions options;
  private final String key;
  private final long first;

  /**
   * @param first number in the names
   */
  Fill(Server server, LoadOptions options, String key, long first) {
    this.server = server;
    this.options = options;
    this.key = key;
    this.first = first;
  }

  /** Returns when at least that many more objects are stored. */
  void store(long objects) throws IOException, InterruptedException {
    AtomicLong next = new AtomicLong();
    ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
    try {
      List<Future<Boolean>> all = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        all.add(
            threads.submit(
                () -> {
                  send(next, objects);
                  return true;
                }));
      }
      for (Future<Boolean> one : all) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new IOException("the objects could not be stored", e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private void send(AtomicLong next, long objects) throws IOException {
    try (HttpConnection connection = server.connect()) {
      for (long at = next.getAndAdd(BATCH); at < objects; at = next.getAndAdd(BATCH)) {
        int status = connection.exchange(options.bulk(server.hostHeader(), key, first + at, BATCH));
        if (status / 100 != 2) {
          throw new IOException("the store was answered " + status + " " + connection.body());
        }
      }
    }
  }
}
