package org.holdfast.ra;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.ManagedConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.holdfast.domain.hsm.HsmConnection;
import org.holdfast.domain.hsm.HsmConnectionFactory;
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
    AtomicBoolean given = new AtomicBoolean();
    CountDownLatch asking = new CountDownLatch(1);
    CompletableFuture<Boolean> second;
    try (HsmConnection first = factory.getConnection(limited(LABEL))) {
      second =
          CompletableFuture.supplyAsync(
              () -> {
                asking.countDown();
                try (HsmConnection connection = factory.getConnection(limited(LABEL))) {
                  return given.get() && connection.token().label().equals(LABEL);
                } catch (HsmException e) {
                  throw new IllegalStateException(e);
                }
              });
      assertThat(asking.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(first.token().label()).isEqualTo(LABEL);
      given.set(true);
    }

    assertThat(second.get(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void getConnection_whileThePoolLooksAfterTheSession_waitsForIt() throws Exception {
    login(PIN);
    assertThat(on(limited(LABEL), HsmConnection::token).label()).isEqualTo(LABEL);
    HsmManagedConnectionFactory managed = adapter.managed();
    ManagedConnection lookedAfter =
        managed.createManagedConnection(null, new HsmRequest(limited(LABEL)));
    AtomicInteger asked = new AtomicInteger();
    ConnectionManager pool =
        (factory, request) -> {
          ManagedConnection given =
              asked.incrementAndGet() == 1
                  ? factory.createManagedConnection(null, request)
                  : lookedAfter;
          return given.getConnection(null, request);
        };

    HsmConnectionFactory pooled = (HsmConnectionFactory) managed.createConnectionFactory(pool);
    try (HsmConnection connection = pooled.getConnection(limited(LABEL))) {
      assertThat(connection.token().label()).isEqualTo(LABEL);
    }

    assertThat(asked).hasValue(2);
    lookedAfter.destroy();
  }

  @Test
  void getConnection_givenBackTwice_countsOnce() throws Exception {
    login(PIN);
    HsmConnection twice = factory.getConnection(limited(LABEL));
    twice.close();
    twice.close();

    assertBusyWhileOneIsUsed(limited(LABEL));
  }

  /** The token is asked for in a way that was not known when it was reserved. */
  @Test
  void getConnection_byAnotherWay_countsOnTheSameToken() throws Exception {
    login(PIN);

    assertBusyWhileOneIsUsed(limited(null));
    assertThat(on(limited(null), HsmConnection::token).label()).isEqualTo(LABEL);
    assertThat(on(limited(LABEL), HsmConnection::token).label()).isEqualTo(LABEL);
  }

  private void assertBusyWhileOneIsUsed(HsmTarget other) throws HsmException {
    try (HsmConnection used = factory.getConnection(limited(LABEL))) {
      assertThat(used.token().label()).isEqualTo(LABEL);

      HsmException busy = failure(() -> factory.getConnection(other));

      assertThat(busy.fault()).isEqualTo(HsmFault.BUSY);
      assertThat(busy).hasMessageContaining("vendor pack allows no more");
    }
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
}
