package org.holdfast.domain.rootoftrust;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.holdfast.domain.hsm.KeyRef;
import org.holdfast.domain.hsm.RootKeyFacts;
import org.holdfast.domain.hsm.WrapMechanism;
import org.holdfast.domain.secret.Bytes;
import org.junit.jupiter.api.Test;

class RootPassportTest {

  private static final RootKeyFacts KEY = key(false, true);
  private static final RootPassport MADE =
      new RootPassport(
          KEY, "0815", "2.6", Set.of(WrapMechanism.AES_GCM, WrapMechanism.AES_KEY_WRAP_PAD), at(0));

  private static RootKeyFacts key(boolean extractable, boolean local) {
    return new RootKeyFacts(
        new KeyRef(1),
        Bytes.of(new byte[] {1, 2, 3}),
        true,
        true,
        extractable,
        !extractable,
        local,
        true,
        true,
        256);
  }

  private static Instant at(int second) {
    return Instant.ofEpochSecond(second);
  }

  private static RootPassport later(UnaryOperator<RootPassport> change) {
    return change.apply(new RootPassport(KEY, "0815", "2.6", MADE.mechanisms(), at(9)));
  }

  @Test
  void drift_sameKeyAndToken_isNone() {
    assertThat(MADE.drift(later(same -> same))).isEmpty();
  }

  @Test
  void drift_eachAttribute_isNamedWithBothValues() {
    RootPassport now =
        later(
            same ->
                new RootPassport(
                    key(true, false), "0815", same.firmware(), same.mechanisms(), at(9)));

    assertThat(MADE.drift(now))
        .containsExactly(
            "CKA_EXTRACTABLE is true, was false",
            "CKA_NEVER_EXTRACTABLE is false, was true",
            "CKA_LOCAL is false, was true");
  }

  @Test
  void drift_tokenFirmwareAndMechanisms_areNamed() {
    RootPassport now =
        later(same -> new RootPassport(KEY, "0816", "2.7", Set.of(WrapMechanism.AES_GCM), at(9)));

    assertThat(MADE.drift(now))
        .containsExactly(
            "token serial is 0816, was 0815",
            "firmware is 2.7, was 2.6",
            "mechanisms is [AES_GCM], was [AES_GCM, AES_KEY_WRAP_PAD]");
  }
}
