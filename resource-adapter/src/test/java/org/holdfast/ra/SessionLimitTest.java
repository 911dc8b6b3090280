package org.holdfast.ra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.holdfast.domain.hsm.HsmConnection;
import org.holdfast.domain.hsm.HsmException;
import org.holdfast.domain.hsm.HsmFault;
import org.holdfast.domain.hsm.HsmTarget;
import org.holdfast.domain.hsm.TestVendors;
import org.holdfast.domain.hsm.VendorSessions;
import org.holdfast.domain.hsm.WrapMechanism;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A token never has more sessions than its vendor pack allows, that of the login among them. */
class SessionLimitTest extends TokenTest {

  private static final int MOST = 2;

  @Test
  void getConnection_allSessionsInUse_waitsForOne() throws Exception {
    login(PIN);
    HsmTarget limited = limited(LABEL);
    AtomicBoolean given = new AtomicBoolean();
    CountDownLatch asking = new CountDownLatch(1);
    CompletableFuture<Long> second;
    try (HsmConnection first = factory.getConnection(limited)) {
      second =
          CompletableFuture.supplyAsync(
              () -> {
                asking.countDown();
                try (HsmConnection connection = factory.getConnection(limited)) {
                  assertThat(given).isTrue();
                  return sessions(connection);
                } catch (HsmException e) {
                  throw new IllegalStateException(e);
                }
              });
      assertThat(asking.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(sessions(first)).isEqualTo(MOST);
      given.set(true);
    }

    assertThat(second.get(10, TimeUnit.SECONDS)).isEqualTo(MOST);
  }

  @Test
  void getConnection_givenBackTwice_countsOnce() throws Exception {
    login(PIN);
    HsmTarget limited = limited(LABEL);
    for (int i = 0; i < 3; i++) {
      HsmConnection connection = factory.getConnection(limited);
      connection.close();
      connection.close();
    }

    assertThat(on(limited, SessionLimitTest::sessions)).isEqualTo(MOST);
  }

  /**
   * By another label, or none, the same token is asked for: the sessions are counted all the same.
   */
  @Test
  void getConnection_byAnotherWay_countsOnTheSameToken() throws Exception {
    login(PIN);
    try (HsmConnection held = factory.getConnection(target())) {
      // Without a limit it is none of those that are counted.
      assertThat(sessions(held)).isEqualTo(MOST);
    }
    try (HsmConnection first = factory.getConnection(limited(LABEL))) {
      assertThat(sessions(first)).isEqualTo(MOST);

      HsmException busy = failure(() -> factory.getConnection(limited(null)));

      assertThat(busy.fault()).isEqualTo(HsmFault.BUSY);
      assertThat(busy).hasMessageContaining("vendor pack allows no more");
    }
    assertThat(on(limited(null), SessionLimitTest::sessions)).isEqualTo(MOST);
  }

  private static HsmTarget limited(@Nullable String label) {
    return new HsmTarget(
        TestVendors.pack(
            "softhsm",
            SoftHsm.library(),
            List.of(WrapMechanism.AES_GCM),
            Map.of(),
            new VendorSessions(OptionalInt.of(MOST), Optional.empty())),
        SoftHsm.library(),
        label);
  }

  private static long sessions(HsmConnection connection) throws HsmException {
    return connection.token().sessions().open().orElseThrow();
  }
}
