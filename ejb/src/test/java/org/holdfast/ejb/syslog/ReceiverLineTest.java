package org.holdfast.ejb.syslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.awaitility.core.ConditionTimeoutException;
import org.holdfast.domain.audit.chain.AuditRow;
import org.holdfast.domain.audit.chain.Seal;
import org.holdfast.domain.audit.chain.SealKind;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.syslog.SyslogFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ReceiverLineTest {

  private static final UUID NODE = new UUID(0, 7);
  private static final Instant START = Instant.parse("2026-11-21T08:00:00Z");

  /** A clock that stands until it is set on. */
  private static final class Hands extends Clock {

    private volatile Instant now = START;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException(zone.toString());
    }
  }

  /** A trail in memory, of segments with the same rows. */
  private static final class Trail extends SyslogTransactions {

    private final List<AuditRow> rows;
    private final List<Seal> seals = new ArrayList<>();
    private volatile long confirmed;

    Trail(int segments, int count, int length) {
      rows =
          LongStream.rangeClosed(1, count)
              .mapToObj(
                  n ->
                      new AuditRow(
                          NODE, n, START, "sam", "READ", "DONE", null, null, "x".repeat(length)))
              .toList();
      Seal.Head head = Seal.Head.NONE;
      for (int i = 0; i < segments; i++) {
        Seal seal = Seal.next(NODE, head, SealKind.LIVE, rows, START);
        seals.add(seal);
        head = new Seal.Head(seal.position(), seal.hash());
      }
    }

    @Override
    public void sent(UUID receiver, long position) {
      confirmed = position;
    }

    @Override
    public List<Seal> after(long position, int most) {
      return seals.stream().filter(seal -> seal.position() > position).limit(most).toList();
    }

    @Override
    public List<AuditRow> rows(Seal which) {
      return rows;
    }
  }

  private final Hands clock = new Hands();
  private final SyslogFormat format = new SyslogFormat("host", "1");

  @Test
  void segment_countsAsTaken_onlyWhenTheOtherMachineHasAcknowledgedIt() throws IOException {
    Trail trail = new Trail(1, 100, 500);
    try (StalledReceiver receiver = StalledReceiver.plain()) {
      ReceiverLine line = new ReceiverLine(receiver.address(), 0, trail, format, clock);
      line.run();
      try (Socket first = receiver.accept()) {
        clock.now = clock.now.plusSeconds(20);
        line.run();
        assertThat(line.failure()).isNull();
        assertThat(trail.confirmed).isZero();
        assertThat(first.isConnected()).isTrue();
      }

      // The first connection took next to nothing with it; all comes again on the next one.
      await()
          .until(
              () -> {
                clock.now = clock.now.plusSeconds(40);
                line.run();
                return line.failure() == null;
              });
      try (Socket second = receiver.accept()) {
        String all = StalledReceiver.read(second, 100 * 500);
        assertThat(all).contains("sequence=\"1\"");
        await()
            .until(
                () -> {
                  clock.now = clock.now.plusSeconds(20);
                  second.getInputStream().skip(second.getInputStream().available());
                  line.run();
                  return trail.confirmed == 1;
                });
      }
      line.end();
    }
  }

  @Test
  void receiverThatTakesNothing_isSaidToBeAway_afterAMinute() throws IOException {
    try (StalledReceiver receiver = StalledReceiver.plain()) {
      ReceiverLine line =
          new ReceiverLine(receiver.address(), 0, new Trail(1, 100, 500), format, clock);
      line.run();
      try (Socket silent = receiver.accept()) {
        clock.now = clock.now.plusSeconds(50);
        line.run();
        assertThat(line.failure()).isNull();
        // Its machine may take a few kilobytes more meanwhile.
        await()
            .until(
                () -> {
                  clock.now = clock.now.plusSeconds(40);
                  line.run();
                  return line.failure() != null;
                });

        assertThat(silent.isConnected()).isTrue();
        assertThat(line.failure())
            .isInstanceOfSatisfying(
                VaultException.class,
                failure -> {
                  assertThat(failure.code()).isEqualTo(ErrorCode.SYSLOG_UNREACHABLE);
                  assertThat(failure).hasMessageContaining("taken nothing for 60 seconds");
                });
      }
      line.end();
    }
  }

  @Test
  void write_thatIsStuckInTls_isEnded_andNobodyWaitsForIt(@TempDir Path folder) throws Exception {
    Trail trail = new Trail(20, 1000, 2000);
    try (StalledReceiver receiver = StalledReceiver.tls(folder)) {
      ReceiverLine line = new ReceiverLine(receiver.address(), 0, trail, format, clock);
      CompletableFuture<Void> sending = CompletableFuture.runAsync(line::run);
      try (Socket silent = receiver.accept()) {
        Instant before = clock.now;
        await().until(() -> isStill(line));
        clock.now = before.plusSeconds(61);
        CompletableFuture.runAsync(line::watch).get(10, TimeUnit.SECONDS);
        sending.get(10, TimeUnit.SECONDS);

        assertThat(silent.isConnected()).isTrue();
        assertThat(line.failure()).hasMessageContaining("taken nothing for 60 seconds");
      }
      line.end();
    }
  }

  /** Whether nothing was written for a while, though there is more to write. */
  private boolean isStill(ReceiverLine line) {
    Instant mark = clock.now.plusMillis(1);
    clock.now = mark;
    try {
      await()
          .atMost(Duration.ofSeconds(1))
          .pollDelay(Duration.ofMillis(1))
          .until(() -> mark.equals(line.lastSent()));
      return false;
    } catch (ConditionTimeoutException e) {
      return line.lastSent() != null;
    }
  }
}
