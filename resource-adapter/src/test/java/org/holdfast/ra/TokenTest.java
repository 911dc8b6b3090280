package org.holdfast.ra;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.holdfast.domain.hsm.HsmConnection;
import org.holdfast.domain.hsm.HsmConnectionFactory;
import org.holdfast.domain.hsm.HsmException;
import org.holdfast.domain.hsm.HsmTarget;
import org.holdfast.domain.hsm.KeyRef;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.ra.cryptoki.SpiedCryptoki;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** One token, one adapter, and what tests of both have in common. */
abstract class TokenTest {

  static final String LABEL = "alpha";
  static final String PIN = "1234-alpha";
  static final String WRONG_PIN = "9999-wrong";
  static final KeyRef FIRST = new KeyRef(1);
  static final KeyRef SECOND = new KeyRef(2);

  final SoftHsm hsm = SoftHsm.create();
  final SpiedCryptoki spy = new SpiedCryptoki();
  final Adapter adapter;
  final HsmConnectionFactory factory;

  TokenTest() {
    this(Duration.ofSeconds(30));
  }

  /** With that deadline for each call. */
  TokenTest(Duration deadline) {
    adapter = new Adapter(spy.cryptoki(deadline));
    factory = adapter.factory();
  }

  interface Work<T> {
    T on(HsmConnection connection) throws HsmException;
  }

  interface Failing {
    void run() throws HsmException;
  }

  @BeforeEach
  void addToken() {
    hsm.addToken(LABEL, PIN);
  }

  @AfterEach
  void stop() {
    adapter.close();
  }

  final HsmTarget target() {
    return hsm.target(LABEL);
  }

  final void login(String pin) throws HsmException {
    try (SecretChars credential = SecretChars.copyOf(pin.toCharArray())) {
      factory.login(target(), credential);
    }
  }

  final <T> T on(Work<T> work) throws HsmException {
    return on(target(), work);
  }

  final <T> T on(HsmTarget target, Work<T> work) throws HsmException {
    try (HsmConnection connection = factory.getConnection(target)) {
      return work.on(connection);
    }
  }

  static HsmException failure(Failing call) {
    try {
      call.run();
    } catch (HsmException e) {
      return e;
    }
    throw new AssertionError("A failure was expected");
  }

  static void assertRoundTrip(HsmConnection connection) throws HsmException {
    try (SecretBytes secret = SecretBytes.takeFrom(new byte[] {1, 2, 3, 4, 5});
        SecretBytes back = connection.unwrap(connection.wrap(FIRST, secret))) {
      assertThat(back.contentEquals(secret)).isTrue();
    }
  }
}
