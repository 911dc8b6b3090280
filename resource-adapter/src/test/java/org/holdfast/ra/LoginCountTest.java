package org.holdfast.ra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.holdfast.domain.hsm.HsmConnection;
import org.holdfast.domain.hsm.HsmException;
import org.holdfast.domain.hsm.HsmFault;
import org.holdfast.domain.hsm.PinState;
import org.junit.jupiter.api.Test;
import org.xipki.pkcs11.wrapper.PKCS11Constants;

/** How often a credential reaches the token, counted between the adapter and SoftHSM2. */
class LoginCountTest extends TokenTest {

  @Test
  void login_wrongPin_reachesTokenOnceHoweverOftenItIsAskedFor() throws Exception {
    failure(() -> login(WRONG_PIN));
    for (int i = 0; i < 20; i++) {
      assertThat(failure(() -> factory.getConnection(target())).fault())
          .isEqualTo(HsmFault.CREDENTIAL_REFUSED_BEFORE);
    }

    assertThat(spy.logins()).isEqualTo(1);
    assertThat(factory.inspect(target()).pinState()).isEqualTo(PinState.COUNT_LOW);
  }

  @Test
  void login_rightPinAndManyConnections_reachesTokenOnce() throws Exception {
    login(PIN);
    for (int i = 0; i < 20; i++) {
      on(HsmConnection::highestKeyNumber);
    }

    assertThat(spy.logins()).isEqualTo(1);
  }

  @Test
  void login_wrongPinWhileLoggedIn_sendsEachCredentialOnce() throws Exception {
    login(PIN);

    assertThat(failure(() -> login(WRONG_PIN)).fault()).isEqualTo(HsmFault.CREDENTIAL_REFUSED);

    assertThat(spy.logins()).isEqualTo(3);
    assertThat(factory.inspect(target()).pinState()).isEqualTo(PinState.OK);
  }

  @Test
  void keptCredential_pinChangedOnToken_isTriedOnceAndThenRefusedLocally() throws Exception {
    login(PIN);
    hsm.changePin(LABEL, PIN, "5678-new");
    SoftHsm.finalizeUnderneath(SoftHsm.library());

    assertThat(failure(() -> on(HsmConnection::token)).fault())
        .isEqualTo(HsmFault.CREDENTIAL_REFUSED);
    for (int i = 0; i < 5; i++) {
      assertThat(failure(() -> on(HsmConnection::token)).fault())
          .isEqualTo(HsmFault.CREDENTIAL_REFUSED_BEFORE);
    }

    assertThat(spy.logins()).isEqualTo(2);
    login("5678-new");
    assertThat(this.<Integer>on(HsmConnection::highestKeyNumber)).isZero();
  }

  @Test
  void keptCredential_pinChangedUnderOpenConnection_isTriedOnce() throws Exception {
    login(PIN);
    try (HsmConnection open = factory.getConnection(target())) {
      hsm.changePin(LABEL, PIN, "5678-new");
      SoftHsm.finalizeUnderneath(SoftHsm.library());

      assertThat(failure(() -> open.random(1)).fault()).isEqualTo(HsmFault.CREDENTIAL_REFUSED);
    }
    assertThat(failure(() -> factory.getConnection(target())).fault())
        .isEqualTo(HsmFault.CREDENTIAL_REFUSED_BEFORE);
    assertThat(spy.logins()).isEqualTo(2);
  }

  @Test
  void libraryLost_eightCallers_initializeAndLogInOnce() throws Exception {
    login(PIN);
    on(connection -> connection.createRootKey(FIRST, false));
    int callers = 8;
    List<HsmConnection> connections = new ArrayList<>();
    for (int i = 0; i < callers; i++) {
      connections.add(factory.getConnection(target()));
    }
    SoftHsm.finalizeUnderneath(SoftHsm.library());
    final int initializedBefore = spy.initializations();
    final int loggedInBefore = spy.logins();

    CountDownLatch ready = new CountDownLatch(callers);
    List<Callable<Boolean>> calls = new ArrayList<>();
    for (HsmConnection connection : connections) {
      calls.add(
          () -> {
            ready.countDown();
            ready.await();
            assertRoundTrip(connection);
            return true;
          });
    }
    ExecutorService pool = Executors.newFixedThreadPool(callers);
    try {
      for (Future<Boolean> result : pool.invokeAll(calls)) {
        assertThat(result.get()).isTrue();
      }
    } finally {
      pool.shutdownNow();
    }

    assertThat(spy.initializations() - initializedBefore).isEqualTo(1);
    assertThat(spy.logins() - loggedInBefore).isEqualTo(1);
    connections.forEach(HsmConnection::close);
  }

  @Test
  void login_answeredAlreadyLoggedIn_isNotTakenForARightPin() throws Exception {
    spy.failNextLogin(PKCS11Constants.CKR_USER_ALREADY_LOGGED_IN);

    assertThat(failure(() -> login(WRONG_PIN)).fault()).isEqualTo(HsmFault.CREDENTIAL_REFUSED);

    assertThat(failure(() -> factory.getConnection(target())).fault())
        .isEqualTo(HsmFault.CREDENTIAL_REFUSED_BEFORE);
  }

  @Test
  void login_deviceFailsWhileLoggedIn_formerCredentialStaysInForce() throws Exception {
    login(PIN);
    spy.failNextLogin(PKCS11Constants.CKR_DEVICE_ERROR);

    assertThat(failure(() -> login(PIN + "x")).fault()).isEqualTo(HsmFault.DEVICE_FAILED);

    assertThat(this.<Integer>on(HsmConnection::highestKeyNumber)).isZero();
  }

  @Test
  void keptCredential_deviceFailsAndSessionsAreLost_recoversByItself() throws Exception {
    login(PIN);
    SoftHsm.closeSessionsUnderneath(SoftHsm.library());
    spy.failNextLogin(PKCS11Constants.CKR_DEVICE_ERROR);
    assertThat(failure(() -> on(HsmConnection::highestKeyNumber)).fault())
        .isEqualTo(HsmFault.DEVICE_FAILED);
    SoftHsm.closeSessionsUnderneath(SoftHsm.library());

    assertThat(this.<Integer>on(HsmConnection::highestKeyNumber)).isZero();
  }

  @Test
  void wrap_repeated_searchesForTheKeyOnce() throws Exception {
    login(PIN);
    try (HsmConnection open = factory.getConnection(target())) {
      open.createRootKey(FIRST, false);
      assertRoundTrip(open);
      int before = spy.searches();

      assertRoundTrip(open);
      assertThat(spy.searches()).isEqualTo(before);

      open.rootKey(FIRST);
      assertThat(spy.searches()).isEqualTo(before + 1);
    }
  }

  @Test
  void wrap_deviceErrorWithTokenThere_dropsTheSessionOnly() throws Exception {
    login(PIN);
    try (HsmConnection open = factory.getConnection(target())) {
      open.createRootKey(FIRST, false);
      assertRoundTrip(open);
      int initialized = spy.initializations();
      spy.failNextEncrypt(PKCS11Constants.CKR_DEVICE_ERROR);

      HsmException failed = failure(() -> assertRoundTrip(open));

      assertThat(failed.fault()).isEqualTo(HsmFault.DEVICE_FAILED);
      assertThat(failed.ckr()).isEqualTo("CKR_DEVICE_ERROR");
      assertThat(spy.initializations()).isEqualTo(initialized);
    }
  }

  @Test
  void wrap_loginLost_logsInAgainAndRepeats() throws Exception {
    login(PIN);
    try (HsmConnection open = factory.getConnection(target())) {
      open.createRootKey(FIRST, false);
      int before = spy.logins();
      spy.failNextEncrypt(PKCS11Constants.CKR_USER_NOT_LOGGED_IN);

      assertRoundTrip(open);

      assertThat(spy.logins()).isGreaterThan(before);
    }
  }

  @Test
  void wrap_deviceRemoved_initializesAgainAndRepeats() throws Exception {
    login(PIN);
    try (HsmConnection open = factory.getConnection(target())) {
      open.createRootKey(FIRST, false);
      int before = spy.initializations();
      spy.failNextEncrypt(PKCS11Constants.CKR_DEVICE_REMOVED);

      assertRoundTrip(open);

      assertThat(spy.initializations()).isEqualTo(before + 1);
    }
  }
}
