package org.holdfast.ra;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.holdfast.domain.hsm.HsmConnection;
import org.holdfast.domain.hsm.HsmFault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A library that hangs: whoever waits is answered, nothing is sent twice, nothing stays stuck. */
class DeadlineTest extends TokenTest {

  /** Long enough for all that does not hang, on a machine that is busy. */
  private static final Duration DEADLINE = Duration.ofSeconds(2);

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  DeadlineTest() {
    super(DEADLINE);
  }

  @AfterEach
  void answerAgain() {
    spy.answerAgain();
  }

  @Test
  void wrap_libraryHangs_isAnsweredAtTheDeadlineAndWorksOnceItReturns() throws Exception {
    loginWithKey();
    HsmConnection open = factory.getConnection(target());
    spy.hang();

    Instant begin = Instant.now();
    assertThat(failure(() -> assertRoundTrip(open)).fault()).isEqualTo(HsmFault.TIMED_OUT);

    assertThat(Duration.between(begin, Instant.now())).isBetween(DEADLINE, PATIENCE);
    assertThat(inCalls()).isEqualTo(1);
    spy.answerAgain();
    awaitUntil(() -> inCalls() == 0);
    on(
        connection -> {
          assertRoundTrip(connection);
          return true;
        });
    open.close();
  }

  @Test
  void wrap_libraryHangsAndOneFindsOut_othersAreToldAtOnce() throws Exception {
    loginWithKey();
    HsmConnection first = factory.getConnection(target());
    HsmConnection second = factory.getConnection(target());
    HsmConnection third = factory.getConnection(target());
    spy.hang();
    failure(() -> assertRoundTrip(first));
    Thread prober = new Thread(() -> failure(() -> assertRoundTrip(second)));
    prober.start();
    awaitUntil(() -> inCalls() == 2);

    Instant begin = Instant.now();
    assertThat(failure(() -> assertRoundTrip(third)).fault()).isEqualTo(HsmFault.TIMED_OUT);

    assertThat(Duration.between(begin, Instant.now())).isLessThan(DEADLINE);
    prober.join();
    assertThat(inCalls()).isEqualTo(2);
  }

  @Test
  void login_refusedAfterTheDeadline_isSentOnceHoweverOftenItIsAskedFor() throws Exception {
    spy.hang();
    assertThat(failure(() -> login(WRONG_PIN)).fault()).isEqualTo(HsmFault.TIMED_OUT);
    assertThat(failure(() -> login(WRONG_PIN)).fault()).isEqualTo(HsmFault.TIMED_OUT);

    spy.answerAgain();
    awaitUntil(() -> inCalls() == 0);

    assertThat(spy.logins()).isEqualTo(1);
    assertThat(failure(() -> factory.getConnection(target())).fault())
        .isEqualTo(HsmFault.CREDENTIAL_REFUSED_BEFORE);
  }

  @Test
  void login_acceptedAfterTheDeadline_isNotInForce() throws Exception {
    spy.hang();
    assertThat(failure(() -> login(PIN)).fault()).isEqualTo(HsmFault.TIMED_OUT);

    spy.answerAgain();
    awaitUntil(() -> inCalls() == 0);

    assertThat(failure(() -> factory.getConnection(target())).fault())
        .isEqualTo(HsmFault.NOT_LOGGED_IN);
    login(PIN);
    assertThat(this.<Integer>on(HsmConnection::highestKeyNumber)).isZero();
  }

  @Test
  void createRootKey_madeAfterTheDeadline_isDestroyedAgain() throws Exception {
    login(PIN);
    HsmConnection open = factory.getConnection(target());
    spy.hang();
    assertThat(failure(() -> open.createRootKey(FIRST, false)).fault())
        .isEqualTo(HsmFault.TIMED_OUT);

    spy.answerAgain();
    awaitUntil(() -> inCalls() == 0);

    assertThat(on(HsmConnection::rootKeys)).isEmpty();
  }

  @Test
  void pooledConnection_libraryHangs_isNotAskedWhetherItIsValid() throws Exception {
    loginWithKey();
    HsmManagedConnection pooled =
        (HsmManagedConnection)
            adapter.managed().createManagedConnection(null, new HsmRequest(target()));
    HsmConnection open = factory.getConnection(target());
    spy.hang();
    failure(() -> assertRoundTrip(open));

    Instant begin = Instant.now();
    Object invalid = adapter.managed().getInvalidConnections(Set.of(pooled));
    assertThat(invalid).isEqualTo(Set.of());

    assertThat(Duration.between(begin, Instant.now())).isLessThan(DEADLINE);
    pooled.destroy();
  }

  @Test
  void stop_libraryHangs_doesNotWaitForIt() throws Exception {
    loginWithKey();
    HsmConnection open = factory.getConnection(target());
    spy.hang();
    failure(() -> assertRoundTrip(open));

    Instant begin = Instant.now();
    adapter.close();

    assertThat(Duration.between(begin, Instant.now())).isLessThan(PATIENCE);
    spy.answerAgain();
    awaitUntil(() -> inCalls() == 0);
  }

  private void loginWithKey() throws Exception {
    login(PIN);
    on(connection -> connection.createRootKey(FIRST, false));
  }

  /** Threads of the adapter's that are in a call, and not waiting for the next one. */
  private static long inCalls() {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(thread -> thread.getKey().getName().startsWith("hsm-call-"))
        .filter(
            thread ->
                List.of(thread.getValue()).stream()
                    .anyMatch(frame -> frame.getClassName().endsWith(".cryptoki.Attempt")))
        .count();
  }

  private static void awaitUntil(BooleanSupplier condition) {
    Instant end = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).isBefore(end);
      Thread.onSpinWait();
    }
  }
}
