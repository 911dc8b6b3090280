package org.holdfast.domain.hsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.domain.secret.SecretChars;
import org.junit.jupiter.api.Test;

/** What every implementation of the port does, whatever is behind it. */
public abstract class HsmConnectionContract extends HsmContractFixture {

  // Login

  @Test
  void getConnection_noCredentialGiven_isNotLoggedIn() {
    assertFault(HsmUnavailable.class, HsmFault.NOT_LOGGED_IN, () -> on(hsm -> hsm.random(1)));
  }

  @Test
  void login_rightPin_opensConnections() throws Exception {
    login(PIN);

    assertThat(this.<String>on(hsm -> hsm.token().label())).isEqualTo(LABEL);
  }

  @Test
  void login_wrongPinFirst_isRefusedAndRefusedLocallyAfterwards() {
    HsmException first =
        assertFault(HsmLoginRefused.class, HsmFault.CREDENTIAL_REFUSED, () -> login(WRONG_PIN));
    assertFault(
        HsmLoginRefused.class, HsmFault.CREDENTIAL_REFUSED_BEFORE, () -> on(hsm -> hsm.random(1)));

    assertThat(first.ckr()).isEqualTo("CKR_PIN_INCORRECT");
    assertThat(first).hasMessageContaining("CKR_PIN_INCORRECT").hasMessageNotContaining(WRONG_PIN);
  }

  @Test
  void login_rightPinAfterRefusal_works() throws Exception {
    assertFault(HsmLoginRefused.class, HsmFault.CREDENTIAL_REFUSED, () -> login(WRONG_PIN));

    login(PIN);

    assertThat(this.<Integer>on(HsmConnection::highestKeyNumber)).isZero();
  }

  @Test
  void login_wrongPinWhileLoggedIn_keepsFormerCredential() throws Exception {
    login(PIN);
    on(hsm -> hsm.createRootKey(FIRST, false));

    assertFault(HsmLoginRefused.class, HsmFault.CREDENTIAL_REFUSED, () -> login(WRONG_PIN));

    assertThat(this.<RootKeyFacts>on(hsm -> hsm.rootKey(FIRST)).key()).isEqualTo(FIRST);
  }

  @Test
  void login_wrongPinWithConnectionOpen_connectionGoesOn() throws Exception {
    login(PIN);
    try (HsmConnection hsm = factory().getConnection(target(LABEL));
        SecretBytes secret = secret(32)) {
      hsm.createRootKey(FIRST, false);
      WrappedSecret wrapped = hsm.wrap(FIRST, secret);

      assertFault(HsmLoginRefused.class, HsmFault.CREDENTIAL_REFUSED, () -> login(WRONG_PIN));

      try (SecretBytes unwrapped = hsm.unwrap(wrapped)) {
        assertThat(unwrapped.contentEquals(secret)).isTrue();
      }
    }
  }

  @Test
  void login_pinChangedOnToken_takesNewAndRefusesOld() throws Exception {
    login(PIN);
    changePin(LABEL, PIN, "5678-new");

    login("5678-new");
    assertFault(HsmLoginRefused.class, HsmFault.CREDENTIAL_REFUSED, () -> login(PIN));

    assertThat(this.<Integer>on(HsmConnection::highestKeyNumber)).isZero();
  }

  @Test
  void login_newAndFormerPinBothWrong_rollbackFails() throws Exception {
    login(PIN);
    changePin(LABEL, PIN, "5678-new");

    assertFault(HsmUnavailable.class, HsmFault.ROLLBACK_FAILED, () -> login(WRONG_PIN));
    assertFault(
        HsmLoginRefused.class, HsmFault.CREDENTIAL_REFUSED_BEFORE, () -> on(hsm -> hsm.random(1)));
  }

  @Test
  void login_credentialClosedByCaller_keepsItsOwnCopy() throws Exception {
    SecretChars credential = SecretChars.copyOf(PIN.toCharArray());
    factory().login(target(LABEL), credential);
    credential.close();

    assertThat(this.<Integer>on(HsmConnection::highestKeyNumber)).isZero();
  }

  @Test
  void forget_loggedIn_needsCredentialAgain() throws Exception {
    login(PIN);
    on(hsm -> hsm.createRootKey(FIRST, false));

    factory().forget(target(LABEL));

    assertFault(HsmUnavailable.class, HsmFault.NOT_LOGGED_IN, () -> on(hsm -> hsm.rootKey(FIRST)));
    login(PIN);
    assertThat(this.<RootKeyFacts>on(hsm -> hsm.rootKey(FIRST)).key()).isEqualTo(FIRST);
  }

  @Test
  void forget_refused_forgetsTheRefusal() {
    assertFault(HsmLoginRefused.class, HsmFault.CREDENTIAL_REFUSED, () -> login(WRONG_PIN));

    factory().forget(target(LABEL));

    assertFault(HsmUnavailable.class, HsmFault.NOT_LOGGED_IN, () -> on(hsm -> hsm.random(1)));
  }

  // Tokens

  @Test
  void inspect_withoutLogin_showsToken() throws Exception {
    TokenFacts facts = factory().inspect(target(LABEL));

    assertThat(facts.label()).isEqualTo(LABEL);
    assertThat(facts.serial()).isNotBlank();
    assertThat(facts.pinState()).isEqualTo(PinState.OK);
    assertThat(facts.mechanisms()).isEqualTo(Set.of(WrapMechanism.values()));
  }

  @Test
  void inspect_afterWrongPin_showsCountLow() throws Exception {
    assertFault(HsmLoginRefused.class, HsmFault.CREDENTIAL_REFUSED, () -> login(WRONG_PIN));

    assertThat(factory().inspect(target(LABEL)).pinState()).isEqualTo(PinState.COUNT_LOW);
  }

  @Test
  void target_unknownLabel_slotNotFound() {
    HsmException failure =
        assertFault(
            HsmUnavailable.class,
            HsmFault.SLOT_NOT_FOUND,
            () -> factory().inspect(target("nobody")));

    assertThat(failure).hasMessageStartingWith("Could Not Get Slot for HSM");
  }

  @Test
  void target_twoTokensWithThatLabel_isAmbiguous() throws Exception {
    addToken(LABEL, "other-pin");

    assertFault(HsmRejected.class, HsmFault.TOKEN_AMBIGUOUS, () -> login(PIN));
  }

  @Test
  void target_noLabelAndOneToken_isThatToken() throws Exception {
    assertThat(factory().inspect(target(null)).label()).isEqualTo(LABEL);
  }

  @Test
  void target_noLabelAndTwoTokens_isAmbiguous() throws Exception {
    addToken("beta", "beta-pin");

    assertFault(HsmRejected.class, HsmFault.TOKEN_AMBIGUOUS, () -> factory().inspect(target(null)));
  }

  @Test
  void tokens_two_keepTheirOwnLoginAndKeys() throws Exception {
    addToken("beta", "beta-pin");
    login(PIN);
    factory().login(target("beta"), SecretChars.copyOf("beta-pin".toCharArray()));

    on(hsm -> hsm.createRootKey(FIRST, false));

    try (HsmConnection beta = factory().getConnection(target("beta"))) {
      assertThat(beta.rootKeys()).isEmpty();
    }
    factory().forget(target("beta"));
    assertThat(this.<List<RootKeyFacts>>on(HsmConnection::rootKeys)).hasSize(1);
  }

  @Test
  void token_takenAway_isNoticedByEveryCallAndNeverTakenForAMissingKey() throws Exception {
    login(PIN);
    WrappedSecret wrapped = on(hsm -> createAndWrap(hsm));

    takeAway(LABEL);

    assertGone(() -> on(hsm -> hsm.rootKey(FIRST)));
    assertGone(() -> on(HsmConnection::rootKeys));
    assertGone(() -> on(HsmConnection::highestKeyNumber));
    assertGone(() -> on(hsm -> hsm.unwrap(wrapped)));
    assertGone(() -> on(hsm -> hsm.createRootKey(SECOND, false)));
    assertGone(() -> on(HsmConnection::token));
    assertGone(() -> factory().inspect(target(LABEL)));
    assertGone(() -> login(PIN));
  }

  @Test
  void token_takenAwayUnderOpenConnection_isNoticed() throws Exception {
    login(PIN);
    on(hsm -> hsm.createRootKey(FIRST, false));
    try (HsmConnection hsm = factory().getConnection(target(LABEL))) {
      hsm.rootKey(FIRST);

      takeAway(LABEL);

      assertGone(() -> hsm.rootKey(FIRST));
    }
  }

  @Test
  void token_broughtBack_worksWithTheKeptCredential() throws Exception {
    login(PIN);
    WrappedSecret wrapped = on(hsm -> createAndWrap(hsm));
    takeAway(LABEL);
    assertGone(() -> on(hsm -> hsm.unwrap(wrapped)));

    bringBack(LABEL);

    assertThat(factory().inspect(target(LABEL)).label()).isEqualTo(LABEL);
    assertThat(this.<Integer>on(hsm -> sizeOf(hsm.unwrap(wrapped)))).isEqualTo(32);
  }

  // Root of Trust keys

  @Test
  void createRootKey_notExtractable_isMadeToLast() throws Exception {
    login(PIN);

    RootKeyFacts facts = on(hsm -> hsm.createRootKey(FIRST, false));

    assertThat(facts.key()).isEqualTo(FIRST);
    assertThat(facts.checkValue().size()).isEqualTo(3);
    assertThat(facts.bits()).isEqualTo(256);
    assertThat(facts.sensitive()).isTrue();
    assertThat(facts.alwaysSensitive()).isTrue();
    assertThat(facts.extractable()).isFalse();
    assertThat(facts.neverExtractable()).isTrue();
    assertThat(facts.local()).isTrue();
    assertThat(facts.privateObject()).isTrue();
    assertThat(facts.tokenObject()).isTrue();
    assertThat(this.<RootKeyFacts>on(hsm -> hsm.rootKey(FIRST))).isEqualTo(facts);
  }

  @Test
  void createRootKey_extractable_saysSo() throws Exception {
    login(PIN);

    RootKeyFacts facts = on(hsm -> hsm.createRootKey(FIRST, true));

    assertThat(facts.extractable()).isTrue();
    assertThat(facts.neverExtractable()).isFalse();
    assertThat(facts.sensitive()).isTrue();
  }

  @Test
  void createRootKey_numberTaken_leavesTheOtherKeyAlone() throws Exception {
    login(PIN);
    RootKeyFacts first = on(hsm -> hsm.createRootKey(FIRST, false));

    assertFault(
        HsmRejected.class,
        HsmFault.KEY_AMBIGUOUS,
        () -> on(hsm -> hsm.createRootKey(FIRST, false)));

    assertThat(this.<List<RootKeyFacts>>on(HsmConnection::rootKeys)).containsExactly(first);
  }

  @Test
  void rootKeys_severalMade_areListedByNumber() throws Exception {
    login(PIN);
    on(hsm -> hsm.createRootKey(new KeyRef(300), false));
    on(hsm -> hsm.createRootKey(FIRST, false));

    assertThat(this.<List<RootKeyFacts>>on(HsmConnection::rootKeys))
        .extracting(RootKeyFacts::key)
        .containsExactly(FIRST, new KeyRef(300));
    assertThat(this.<Integer>on(HsmConnection::highestKeyNumber)).isEqualTo(300);
  }

  @Test
  void rootKey_notThere_isMissing() throws Exception {
    login(PIN);

    assertFault(HsmKeyMissing.class, HsmFault.KEY_MISSING, () -> on(hsm -> hsm.rootKey(FIRST)));
  }

  @Test
  void highestKeyNumber_unusedToken_isZero() throws Exception {
    login(PIN);

    assertThat(this.<Integer>on(HsmConnection::highestKeyNumber)).isZero();
  }

  @Test
  void destroyRootKey_oneOfTwo_takesTheNumberBack() throws Exception {
    login(PIN);
    on(hsm -> hsm.createRootKey(FIRST, false));
    on(hsm -> hsm.createRootKey(SECOND, false));

    on(hsm -> destroy(hsm, SECOND));

    assertThat(this.<Integer>on(HsmConnection::highestKeyNumber)).isEqualTo(1);
    assertFault(HsmKeyMissing.class, HsmFault.KEY_MISSING, () -> on(hsm -> hsm.rootKey(SECOND)));
  }

  @Test
  void destroyRootKey_last_leavesNothing() throws Exception {
    login(PIN);
    on(hsm -> hsm.createRootKey(FIRST, false));

    on(hsm -> destroy(hsm, FIRST));

    assertThat(this.<Integer>on(HsmConnection::highestKeyNumber)).isZero();
    assertThat(this.<List<RootKeyFacts>>on(HsmConnection::rootKeys)).isEmpty();
  }

  @Test
  void destroyRootKey_notThere_doesNothing() throws Exception {
    login(PIN);
    on(hsm -> hsm.createRootKey(SECOND, false));

    on(hsm -> destroy(hsm, FIRST));

    assertThat(this.<Integer>on(HsmConnection::highestKeyNumber)).isEqualTo(2);
  }

  @Test
  void destroyRootKey_byAnotherConnection_isNoticedByWrap() throws Exception {
    login(PIN);
    try (HsmConnection hsm = factory().getConnection(target(LABEL))) {
      WrappedSecret wrapped = createAndWrap(hsm);

      on(other -> destroy(other, FIRST));

      assertFault(HsmKeyMissing.class, HsmFault.KEY_MISSING, () -> hsm.wrap(FIRST, secret(32)));
      assertFault(HsmKeyMissing.class, HsmFault.KEY_MISSING, () -> hsm.unwrap(wrapped));
    }
  }

  // Wrap, unwrap, random

  @Test
  void wrap_anySize_unwrapsToTheSame() throws Exception {
    login(PIN);
    on(hsm -> hsm.createRootKey(FIRST, false));

    for (int size : new int[] {1, 15, 16, 32, 33, 4096}) {
      assertThat(this.<Boolean>on(hsm -> roundTrips(hsm, size))).as("%d bytes", size).isTrue();
    }
  }

  @Test
  void wrap_twice_givesDifferentBytesAndNamesTheKey() throws Exception {
    login(PIN);
    RootKeyFacts key = on(hsm -> hsm.createRootKey(FIRST, false));
    try (SecretBytes secret = secret(32)) {
      WrappedSecret one = on(hsm -> hsm.wrap(FIRST, secret));
      WrappedSecret two = on(hsm -> hsm.wrap(FIRST, secret));

      assertThat(one.wrapped()).isNotEqualTo(two.wrapped());
      assertThat(one.key()).isEqualTo(FIRST);
      assertThat(one.checkValue()).isEqualTo(key.checkValue());
      assertThat(one.mechanism()).isEqualTo(WrapMechanism.AES_GCM);
    }
  }

  @Test
  void wrap_sizeOutOfRange_isRefused() throws Exception {
    login(PIN);
    on(hsm -> hsm.createRootKey(FIRST, false));
    try (HsmConnection hsm = factory().getConnection(target(LABEL))) {
      assertThatIllegalArgumentException().isThrownBy(() -> hsm.wrap(FIRST, secret(0)));
      assertThatIllegalArgumentException().isThrownBy(() -> hsm.wrap(FIRST, secret(4097)));
      assertThatIllegalArgumentException().isThrownBy(() -> hsm.random(0));
      assertThatIllegalArgumentException().isThrownBy(() -> hsm.random(4097));
    }
  }

  @Test
  void wrap_keyNotThere_isMissing() throws Exception {
    login(PIN);

    assertFault(
        HsmKeyMissing.class, HsmFault.KEY_MISSING, () -> on(hsm -> hsm.wrap(FIRST, secret(32))));
  }

  @Test
  void unwrap_anythingChanged_isRefusedAndTheConnectionGoesOn() throws Exception {
    login(PIN);
    try (HsmConnection hsm = factory().getConnection(target(LABEL))) {
      WrappedSecret good = createAndWrap(hsm);
      hsm.createRootKey(SECOND, false);

      for (WrappedSecret bad : spoiled(good, SECOND)) {
        assertFault(HsmRejected.class, HsmFault.WRAPPED_DATA_INVALID, () -> hsm.unwrap(bad));
      }

      assertThat(sizeOf(hsm.unwrap(good))).isEqualTo(32);
    }
  }

  @Test
  void unwrap_keyMadeAnewUnderTheSameNumber_isRefused() throws Exception {
    login(PIN);
    WrappedSecret wrapped = on(hsm -> createAndWrap(hsm));
    on(hsm -> destroy(hsm, FIRST));
    on(hsm -> hsm.createRootKey(FIRST, false));

    assertFault(
        HsmRejected.class, HsmFault.WRAPPED_DATA_INVALID, () -> on(hsm -> hsm.unwrap(wrapped)));
  }

  @Test
  void random_twice_differs() throws Exception {
    login(PIN);
    try (HsmConnection hsm = factory().getConnection(target(LABEL));
        SecretBytes one = hsm.random(32);
        SecretBytes two = hsm.random(32)) {
      assertThat(one.size()).isEqualTo(32);
      assertThat(one.contentEquals(two)).isFalse();
    }
  }

  // Connections

  @Test
  void connection_closed_throwsIllegalState() throws Exception {
    login(PIN);
    HsmConnection hsm = factory().getConnection(target(LABEL));
    hsm.close();
    hsm.close();

    assertThatIllegalStateException().isThrownBy(hsm::token);
    assertThatIllegalStateException().isThrownBy(() -> hsm.random(1));
  }

  @Test
  void connections_eightThreads_wrapAndUnwrap() throws Exception {
    login(PIN);
    on(hsm -> hsm.createRootKey(FIRST, false));
    int threads = 8;
    CountDownLatch ready = new CountDownLatch(threads);
    Callable<Boolean> work =
        () -> {
          ready.countDown();
          ready.await();
          boolean good = true;
          for (int i = 0; i < 25; i++) {
            good &= this.<Boolean>on(hsm -> roundTrips(hsm, 32));
          }
          return good;
        };

    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Boolean>> results = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        results.add(pool.submit(work));
      }
      for (Future<Boolean> result : results) {
        assertThat(result.get()).isTrue();
      }
    } finally {
      pool.shutdownNow();
    }
  }
}
