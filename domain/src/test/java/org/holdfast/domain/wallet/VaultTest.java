package org.holdfast.domain.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.holdfast.domain.wallet.SampleWallets.assertRefused;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VaultTest {

  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

  /** Stands still until it is told to go on. */
  private static final class HandClock extends Clock {
    private Instant now = START;

    void advance(Duration time) {
      now = now.plus(time);
    }

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
      throw new UnsupportedOperationException();
    }
  }

  private final HandClock clock = new HandClock();
  private final Vault vault = new Vault(clock);
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void stopThreads() {
    threads.shutdownNow();
  }

  @Test
  void status_newVault_isClosedBecauseItIsStarting() {
    assertThat(vault.status()).isEqualTo(new Vault.Status(false, ErrorCode.STARTING, null, START));
  }

  @Test
  void with_closedVault_isRefusedWithTheCause() {
    vault.close(ErrorCode.HSM_DEVICE_FAILED, "CKR_DEVICE_ERROR");

    assertThatExceptionOfType(VaultException.class)
        .isThrownBy(() -> vault.with(MasterKeyRing::active))
        .satisfies(
            failure -> {
              assertThat(failure.code()).isEqualTo(ErrorCode.VAULT_CLOSED);
              assertThat(failure.detail()).isEqualTo(ErrorCode.HSM_DEVICE_FAILED.title());
            });
  }

  @Test
  void open_closedVault_givesItsKeysAndSaysSinceWhen() {
    MasterKeyRing ring = SampleWallets.ring(2);
    clock.advance(Duration.ofSeconds(3));

    vault.open(ring);

    assertThat(vault.status()).isEqualTo(new Vault.Status(true, null, null, START.plusSeconds(3)));
    assertThat(vault.<MasterKey>with(MasterKeyRing::active)).isSameAs(ring.active());
  }

  @Test
  void open_openVault_zeroesTheFormerRingAndStaysOpenSinceThen() {
    MasterKeyRing former = SampleWallets.ring(1);
    MasterKeyRing fresh = former.withFreshGeneration(SampleWallets.RANDOM);
    vault.open(former);
    clock.advance(Duration.ofHours(1));

    vault.open(fresh);

    assertThat(former.generations()).allMatch(key -> key.key().isDestroyed());
    assertThat(fresh.generations()).noneMatch(key -> key.key().isDestroyed());
    assertThat(vault.status().since()).isEqualTo(START);
    assertThat(vault.<Integer>with(ring -> ring.active().generation())).isEqualTo(2);
  }

  @Test
  void close_openVault_zeroesItsKeysAndSaysWhy() {
    MasterKeyRing ring = SampleWallets.ring(2);
    vault.open(ring);
    clock.advance(Duration.ofSeconds(9));

    vault.close(ErrorCode.ROOT_KEY_MISSING, "key 1");

    assertThat(ring.generations()).allMatch(key -> key.key().isDestroyed());
    assertThat(vault.status())
        .isEqualTo(
            new Vault.Status(false, ErrorCode.ROOT_KEY_MISSING, "key 1", START.plusSeconds(9)));
    assertRefused(ErrorCode.VAULT_CLOSED, () -> vault.with(MasterKeyRing::active));
  }

  @Test
  void close_closedVault_changesTheCauseAndNotTheTime() {
    clock.advance(Duration.ofSeconds(9));

    vault.close(ErrorCode.SLOT_NOT_FOUND, "no token");

    assertThat(vault.status())
        .isEqualTo(new Vault.Status(false, ErrorCode.SLOT_NOT_FOUND, "no token", START));
  }

  @Test
  void close_ringInUse_waitsForItsUser() throws Exception {
    MasterKeyRing ring = SampleWallets.ring(1);
    vault.open(ring);
    CountDownLatch inUse = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Future<Boolean> destroyedWhileUsed =
        threads.submit(
            () ->
                vault.with(
                    used -> {
                      inUse.countDown();
                      await(goOn);
                      return used.active().key().isDestroyed();
                    }));
    await(inUse);

    CountDownLatch closing = new CountDownLatch(1);
    Thread closer =
        new Thread(
            () -> {
              closing.countDown();
              vault.close(ErrorCode.VAULT_CLOSED, null);
            });
    closer.start();
    await(closing);
    while (closer.getState() != Thread.State.WAITING && closer.isAlive()) {
      Thread.onSpinWait();
    }

    assertThat(closer.isAlive()).as("closing waits").isTrue();
    assertThat(ring.active().key().isDestroyed()).isFalse();
    goOn.countDown();
    closer.join();
    assertThat(destroyedWhileUsed.get()).isFalse();
    assertThat(ring.active().key().isDestroyed()).isTrue();
  }

  /** Readers see a whole ring or a closed vault, whatever opens and closes meanwhile. */
  @Test
  void with_manyReadersWhileOpenedAndClosed_neverSeesAZeroedKey() throws Exception {
    AtomicBoolean stop = new AtomicBoolean();
    CountDownLatch reading = new CountDownLatch(4);
    List<Future<Integer>> readers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      readers.add(threads.submit(() -> readUntil(stop, reading)));
    }
    vault.open(SampleWallets.ring(1));
    await(reading);

    for (int i = 0; i < 300; i++) {
      vault.open(SampleWallets.ring(1));
      if (i % 3 == 0) {
        vault.close(ErrorCode.VAULT_CLOSED, null);
      }
    }
    stop.set(true);

    for (Future<Integer> reader : readers) {
      assertThat(reader.get(10, TimeUnit.SECONDS)).isPositive();
    }
  }

  private int readUntil(AtomicBoolean stop, CountDownLatch reading) {
    int reads = 0;
    while (!stop.get()) {
      try {
        // Throws if the key was zeroed.
        vault.with(ring -> ring.active().key().copy()).close();
        reads++;
        if (reads == 1) {
          reading.countDown();
        }
      } catch (VaultException e) {
        assertThat(e.code()).isEqualTo(ErrorCode.VAULT_CLOSED);
      }
    }
    return reads;
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
