package org.holdfast.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * Measures start and life-cycle operations, without objects and with many. Not part of the tests:
 * the Maven profile {@code figures} runs it, as docs/performance.md says.
 */
class LifeCycleFigures {

  private static final int OBJECTS = Integer.getInteger("holdfast.figures.objects", 1000);
  private static final int CONNECTIONS = 8;
  private static final String LABEL = "holdfast";

  private final SecureRandom random = new SecureRandom();
  private final List<String> table = new ArrayList<>();

  @Test
  void measure() throws Exception {
    try (TrialServer server = TrialServer.fresh("figures").without("HOLDFAST_JAVA_OPTS")) {
      Operations operations = new Operations(server);
      row("first start: everything made, Initialize included", seconds(server::startFromNothing));
      server.stop();
      row("start, warm, HSM mode", seconds(server::start));
      lifeCycle(server, operations, "no objects");
      double loading = seconds(() -> load(operations));
      row("storing " + OBJECTS + " keys over REST, 8 connections", loading);
      row("  a second", OBJECTS / loading);
      lifeCycle(server, operations, OBJECTS + " objects");
      double rewrapping =
          seconds(
              () ->
                  await()
                      .atMost(Duration.ofMinutes(30))
                      .until(() -> operations.hsm().getInt("rewrapRemaining") == 0));
      row("re-wrapping left to do after that", rewrapping);
      server.stop();
      row("start, warm, with " + OBJECTS + " objects", seconds(server::start));
    }
    System.out.println(String.join("\n", table));
  }

  private void lifeCycle(TrialServer server, Operations operations, String with) {
    String pin = server.pin();
    row(
        "Set Credential, " + with,
        seconds(() -> succeed(() -> operations.setCredential(pin, LABEL))));
    row("Reverse Migrate, " + with, seconds(() -> succeed(() -> operations.reverseMigrate(pin))));
    row("Initialize, " + with, seconds(() -> succeed(() -> operations.initialize(pin, LABEL))));
  }

  private void load(Operations operations) {
    AtomicInteger next = new AtomicInteger();
    ExecutorService connections = Executors.newFixedThreadPool(CONNECTIONS);
    for (int i = 0; i < CONNECTIONS; i++) {
      connections.execute(
          () -> {
            for (int n = next.getAndIncrement(); n < OBJECTS; n = next.getAndIncrement()) {
              byte[] key = new byte[32];
              random.nextBytes(key);
              operations.store("figure-" + n, key);
            }
          });
    }
    connections.shutdown();
    try {
      assertThat(connections.awaitTermination(1, TimeUnit.HOURS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void succeed(Supplier<Answer> call) {
    Answer answer = call.get();
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  private static double seconds(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e9;
  }

  private void row(String what, double figure) {
    table.add("| %s | %.2f |".formatted(what, figure));
  }
}
