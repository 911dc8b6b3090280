package org.holdfast.benchmarks.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A closed loop: each connection sends its next request when it has the answer to the last. */
final class Load {

  private final Server server;
  private final Duration warmUp;
  private final Duration measured;

  Load(Server server, Duration warmUp, Duration measured) {
    this.server = server;
    this.warmUp = warmUp;
    this.measured = measured;
  }

  Result run(int connections, Requests requests) throws IOException, InterruptedException {
    long start = System.nanoTime() + warmUp.toNanos();
    long end = start + measured.toNanos();
    ExecutorService threads = Executors.newFixedThreadPool(connections);
    try {
      List<Future<Loop>> loops = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        loops.add(
            threads.submit(
                () -> {
                  Loop loop = new Loop(start, end);
                  loop.run(requests);
                  return loop;
                }));
      }
      Latencies latencies = new Latencies();
      Map<String, Long> failures = new TreeMap<>();
      for (Future<Loop> future : loops) {
        Loop loop = future.get();
        latencies.add(loop.latencies);
        loop.failures.forEach((what, count) -> failures.merge(what, count, Long::sum));
      }
      return new Result(
          connections,
          measured.toNanos() / (double) Duration.ofSeconds(1).toNanos(),
          latencies,
          failures);
    } catch (ExecutionException e) {
      throw new IOException("a connection failed", e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  /** One connection's part. */
  private final class Loop {

    private final long start;
    private final long end;
    private final Latencies latencies = new Latencies();
    private final Map<String, Long> failures = new TreeMap<>();

    Loop(long start, long end) {
      this.start = start;
      this.end = end;
    }

    void run(Requests requests) throws IOException {
      HttpConnection connection = server.connect();
      try {
        long now = System.nanoTime();
        while (now - end < 0) {
          byte[] request = requests.next();
          long sent = System.nanoTime();
          int status = 0;
          String failure = "";
          try {
            status = connection.exchange(request);
          } catch (IOException e) {
            failure = e.getClass().getSimpleName();
          }
          now = System.nanoTime();
          // What began before or ended after the measured time belongs to neither.
          if (sent - start >= 0 && now - end < 0) {
            if (status / 100 == 2) {
              latencies.add(now - sent);
            } else {
              failures.merge(failure.isEmpty() ? Integer.toString(status) : failure, 1L, Long::sum);
            }
          }
          if (!failure.isEmpty() || connection.isEnding()) {
            connection.close();
            connection = server.connect();
          }
        }
      } finally {
        connection.close();
      }
    }
  }
}
