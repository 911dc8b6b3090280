package org.holdfast.domain.hsm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.holdfast.domain.secret.SecretChars;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The fake keeps the contract, and counts and fails as it is told. */
class FakeHsmTest extends HsmConnectionContract {

  private final FakeHsm hsm = new FakeHsm();
  private @Nullable FakeToken first;

  @Override
  protected HsmConnectionFactory factory() {
    return hsm;
  }

  @Override
  protected HsmTarget target(@Nullable String label) {
    return FakeHsm.target(label);
  }

  @Override
  protected void addToken(String label, String pin) {
    FakeToken token = hsm.addToken(label, pin);
    if (first == null) {
      first = token;
    }
  }

  @Override
  protected void takeAway(String label) {
    token().takeAway();
  }

  @Override
  protected void bringBack(String label) {
    token().bringBack();
  }

  @Override
  protected void changePin(String label, String from, String to) {
    token().changePin(to);
  }

  @Test
  void login_wrongPin_reachesTheTokenOnce() throws Exception {
    assertFault(HsmLoginRefused.class, HsmFault.CREDENTIAL_REFUSED, () -> login(WRONG_PIN));
    assertFault(
        HsmLoginRefused.class,
        HsmFault.CREDENTIAL_REFUSED_BEFORE,
        () -> hsm.getConnection(target(LABEL)));

    assertThat(token().logins()).isEqualTo(1);
    assertThat(token().wrongPins()).isEqualTo(1);
  }

  @Test
  void login_tokenLocked_saysSo() {
    token().lockAfter(1);
    assertFault(HsmLoginRefused.class, HsmFault.CREDENTIAL_REFUSED, () -> login(WRONG_PIN));

    assertFault(HsmLoginRefused.class, HsmFault.CREDENTIAL_LOCKED, () -> login(PIN));

    assertThat(token().facts().pinState()).isEqualTo(PinState.LOCKED);
  }

  @Test
  void loseLogins_pinChangedMeanwhile_isTriedOnce() throws Exception {
    login(PIN);
    token().changePin("other");

    hsm.loseLogins();

    assertFault(
        HsmLoginRefused.class, HsmFault.CREDENTIAL_REFUSED_BEFORE, () -> on(HsmConnection::token));
    assertThat(token().logins()).isEqualTo(2);
  }

  @Test
  void rootKey_plantedTwice_isAmbiguous() throws Exception {
    login(PIN);
    token().plantKey(FIRST, false);
    token().plantKey(FIRST, false);

    assertFault(HsmRejected.class, HsmFault.KEY_AMBIGUOUS, () -> on(open -> open.rootKey(FIRST)));
    assertThat(token().keyCount()).isEqualTo(2);
  }

  @Test
  void createRootKey_fullToken_isNotWritable() throws Exception {
    login(PIN);
    token().fillUp(true);

    assertFault(
        HsmRejected.class,
        HsmFault.TOKEN_NOT_WRITABLE,
        () -> on(open -> open.createRootKey(FIRST, false)));
  }

  @Test
  void wrap_noMechanismOffered_isMissing() throws Exception {
    login(PIN);
    on(open -> open.createRootKey(FIRST, false));
    token().offer(Set.of());

    assertFault(
        HsmRejected.class,
        HsmFault.MECHANISM_MISSING,
        () -> on(open -> open.wrap(FIRST, secret(1))));
  }

  @Test
  void getConnection_poolExhausted_isBusy() throws Exception {
    login(PIN);
    hsm.exhaust(true);

    assertFault(HsmUnavailable.class, HsmFault.BUSY, () -> hsm.getConnection(target(LABEL)));
    assertThat(hsm.openConnections()).isZero();
  }

  @Test
  void library_broken_isNotLoaded() {
    hsm.breakLibrary("permission denied");

    HsmException failure =
        assertFault(
            HsmUnavailable.class,
            HsmFault.LIBRARY_NOT_LOADED,
            () -> hsm.login(target(LABEL), SecretChars.copyOf(PIN.toCharArray())));

    assertThat(failure).hasMessageStartingWith("Could Not Load PKCS#11 Library");
  }

  private FakeToken token() {
    if (first == null) {
      throw new IllegalStateException("No token was added");
    }
    return first;
  }
}
