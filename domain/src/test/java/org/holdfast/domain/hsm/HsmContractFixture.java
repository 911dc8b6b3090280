package org.holdfast.domain.hsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.SecretAccess;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.domain.secret.SecretChars;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

/** Tokens for {@link HsmConnectionContract}, and what its tests have in common. */
public abstract class HsmContractFixture {

  protected static final String LABEL = "alpha";
  protected static final String PIN = "1234-alpha";
  protected static final String WRONG_PIN = "9999-wrong";
  protected static final KeyRef FIRST = new KeyRef(1);
  protected static final KeyRef SECOND = new KeyRef(2);

  protected abstract HsmConnectionFactory factory();

  /** A target on the tokens that were added; null: no label given. */
  protected abstract HsmTarget target(@Nullable String label);

  /** Makes an initialized token that holds nothing. */
  protected abstract void addToken(String label, String pin) throws Exception;

  /** Makes the only token with that label unreachable, without a word to anyone. */
  protected abstract void takeAway(String label) throws Exception;

  protected abstract void bringBack(String label) throws Exception;

  /** Changes the PIN on the token, as another process would. */
  protected abstract void changePin(String label, String from, String to) throws Exception;

  /** What a test does on a connection. */
  protected interface Work<T> {
    T on(HsmConnection hsm) throws Exception;
  }

  @BeforeEach
  void addFirstToken() throws Exception {
    addToken(LABEL, PIN);
  }

  protected final void login(String pin) throws HsmException {
    try (SecretChars credential = SecretChars.copyOf(pin.toCharArray())) {
      factory().login(target(LABEL), credential);
    }
  }

  /** Runs work on a connection of its own. */
  protected final <T> T on(Work<T> work) throws Exception {
    try (HsmConnection hsm = factory().getConnection(target(LABEL))) {
      return work.on(hsm);
    }
  }

  protected static final HsmException assertFault(
      Class<? extends HsmException> type, HsmFault fault, ThrowingCallable call) {
    HsmException failure = catchThrowableOfType(type, call);
    assertThat(failure).as("%s expected", fault).isNotNull();
    assertThat(failure.fault()).isEqualTo(fault);
    return failure;
  }

  protected static final void assertGone(ThrowingCallable call) {
    assertFault(HsmUnavailable.class, HsmFault.SLOT_NOT_FOUND, call);
  }

  protected static final SecretBytes secret(int size) {
    byte[] content = new byte[size];
    Arrays.fill(content, (byte) 0x5A);
    return SecretBytes.takeFrom(content);
  }

  protected static final WrappedSecret createAndWrap(HsmConnection hsm) throws HsmException {
    hsm.createRootKey(FIRST, false);
    try (SecretBytes secret = secret(32)) {
      return hsm.wrap(FIRST, secret);
    }
  }

  protected static final boolean roundTrips(HsmConnection hsm, int size) throws HsmException {
    try (SecretBytes secret = secret(size);
        SecretBytes back = hsm.unwrap(hsm.wrap(FIRST, secret))) {
      return back.contentEquals(secret);
    }
  }

  protected static final int sizeOf(SecretBytes secret) {
    try (secret) {
      return secret.toByteArray(SecretAccess.granted()).length;
    }
  }

  protected static final boolean destroy(HsmConnection hsm, KeyRef key) throws HsmException {
    hsm.destroyRootKey(key);
    return true;
  }

  /** One of each way to spoil wrapped bytes. */
  protected static final List<WrappedSecret> spoiled(WrappedSecret good, KeyRef otherKey) {
    byte[] content = good.wrapped().toByteArray();
    byte[] flipped = content.clone();
    flipped[0] ^= 1;
    byte[] flippedEnd = content.clone();
    flippedEnd[content.length - 1] ^= 1;
    List<WrappedSecret> bad = new ArrayList<>();
    bad.add(with(good, good.key(), Bytes.of(flipped)));
    bad.add(with(good, good.key(), Bytes.of(flippedEnd)));
    bad.add(with(good, good.key(), Bytes.of(Arrays.copyOf(content, content.length - 1))));
    bad.add(with(good, good.key(), Bytes.of()));
    bad.add(with(good, otherKey, good.wrapped()));
    return bad;
  }

  private static WrappedSecret with(WrappedSecret good, KeyRef key, Bytes wrapped) {
    return new WrappedSecret(key, good.checkValue(), good.mechanism(), good.iv(), wrapped);
  }
}
