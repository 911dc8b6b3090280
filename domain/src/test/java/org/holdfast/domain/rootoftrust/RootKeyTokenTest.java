package org.holdfast.domain.rootoftrust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Set;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.hsm.PinState;
import org.holdfast.domain.hsm.SessionCounts;
import org.holdfast.domain.hsm.TokenFacts;
import org.junit.jupiter.api.Test;

/** B4: a key that was made on another token than the one asked for is noticed. */
class RootKeyTokenTest {

  @Test
  void requireToken_theOneAskedFor_isTaken() {
    assertThatCode(
            () -> {
              RootKeyPolicy.requireToken("card", token("card", "1"), token("card", "1"));
              RootKeyPolicy.requireToken(null, token("only", "1"), token("only", "1"));
            })
        .doesNotThrowAnyException();
  }

  @Test
  void requireToken_anotherSerialOrLabel_isRefusedNamingBoth() {
    assertRefused(
        "asked for card (serial 1); the key is on card (serial 2)",
        () -> RootKeyPolicy.requireToken("card", token("card", "1"), token("card", "2")));
    assertRefused(
        "asked for card (serial 1); the key is on module (serial 1)",
        () -> RootKeyPolicy.requireToken("card", token("card", "1"), token("module", "1")));
    assertRefused(
        "asked for only (serial 1); the key is on other (serial 2)",
        () -> RootKeyPolicy.requireToken(null, token("only", "1"), token("other", "2")));
  }

  private static void assertRefused(String detail, Runnable call) {
    assertThatExceptionOfType(VaultException.class)
        .isThrownBy(call::run)
        .satisfies(
            refused -> {
              assertThat(refused.code()).isEqualTo(ErrorCode.ROOT_KEY_ELSEWHERE);
              assertThat(refused.detail()).isEqualTo(detail);
            });
  }

  private static TokenFacts token(String label, String serial) {
    return new TokenFacts(
        label,
        serial,
        "maker",
        "model",
        "1.0",
        0,
        "library",
        PinState.OK,
        SessionCounts.UNKNOWN,
        Set.of());
  }
}
