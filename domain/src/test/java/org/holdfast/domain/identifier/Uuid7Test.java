package org.holdfast.domain.identifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class Uuid7Test {

  private static final int THREADS = 8;
  private static final int PER_THREAD = 20_000;
  private static final int COUNTER = 1 << 12;

  private final Random random = new SecureRandom();

  @Test
  void next_any_hasVersion7AndTheRfcVariant() {
    UUID id = Uuid7.next(random);

    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
  }

  @Test
  void next_any_beginsWithTheUnixTime() {
    long before = System.currentTimeMillis();
    long time = Uuid7.next(random).getMostSignificantBits() >>> 16;

    // Other tests of this class may have run the counter ahead by a few milliseconds.
    assertThat(time).isBetween(before, before + 60_000);
  }

  @Test
  void at_sameMillisecondMoreOftenThanTheCounterHolds_risesAndStaysVersion7() {
    long now = System.currentTimeMillis();

    List<UUID> ids =
        IntStream.rangeClosed(0, 2 * COUNTER).mapToObj(i -> Uuid7.at(now, random)).toList();

    assertStrictlyRising(ids);
    assertThat(ids).allSatisfy(id -> assertThat(id.version()).isEqualTo(7));
  }

  @Test
  void at_clockGoesBack_risesAllTheSame() {
    long now = System.currentTimeMillis();

    assertStrictlyRising(
        Stream.of(now, now - 1, now - 3_600_000, now).map(time -> Uuid7.at(time, random)).toList());
  }

  @Test
  void at_sameTimeAndRandomness_differs() {
    long now = System.currentTimeMillis();

    assertThat(Uuid7.at(now, new Random(1))).isNotEqualTo(Uuid7.at(now, new Random(1)));
  }

  @Test
  void next_twoIdentifiers_differInTheirRandomPart() {
    assertThat(Uuid7.next(random).getLeastSignificantBits())
        .isNotEqualTo(Uuid7.next(random).getLeastSignificantBits());
  }

  @Test
  void next_manyThreads_risesInEachAndNeverRepeatsTimeAndCounter() throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    List<Future<List<UUID>>> running = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      running.add(
          threads.submit(
              () -> {
                start.await();
                List<UUID> mine = new ArrayList<>(PER_THREAD);
                for (int n = 0; n < PER_THREAD; n++) {
                  mine.add(Uuid7.next(random));
                }
                return mine;
              }));
    }
    start.countDown();

    Set<Long> timesAndCounters = new HashSet<>();
    for (Future<List<UUID>> ids : running) {
      assertStrictlyRising(ids.get());
      ids.get().forEach(id -> timesAndCounters.add(id.getMostSignificantBits()));
    }
    threads.shutdown();
    assertThat(timesAndCounters).hasSize(THREADS * PER_THREAD);
  }

  private static void assertStrictlyRising(List<UUID> ids) {
    for (int i = 1; i < ids.size(); i++) {
      // As the database compares: by the bytes, unsigned.
      assertThat(ids.get(i).toString()).isGreaterThan(ids.get(i - 1).toString());
    }
  }
}
