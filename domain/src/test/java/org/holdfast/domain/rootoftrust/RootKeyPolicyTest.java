package org.holdfast.domain.rootoftrust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.holdfast.domain.hsm.HsmFault;
import org.holdfast.domain.hsm.HsmRejected;
import org.holdfast.domain.hsm.KeyRef;
import org.holdfast.domain.hsm.RootKeyFacts;
import org.holdfast.domain.secret.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RootKeyPolicyTest {

  /** Attributes of a key as it must be, to be spoiled one by one. */
  private static final class Key {
    private boolean token = true;
    private boolean isPrivate = true;
    private boolean sensitive = true;
    private boolean alwaysSensitive = true;
    private boolean local = true;
    private boolean extractable;
    private boolean neverExtractable = true;
    private int bits = 256;

    Key spoil(String attribute) {
      switch (attribute) {
        case "CKA_TOKEN" -> token = false;
        case "CKA_PRIVATE" -> isPrivate = false;
        case "CKA_SENSITIVE" -> sensitive = false;
        case "CKA_ALWAYS_SENSITIVE" -> alwaysSensitive = false;
        case "CKA_LOCAL" -> local = false;
        case "CKA_EXTRACTABLE" -> extractable = true;
        case "CKA_NEVER_EXTRACTABLE" -> neverExtractable = false;
        case "CKA_VALUE_LEN" -> bits = 128;
        default -> throw new IllegalArgumentException(attribute);
      }
      return this;
    }

    RootKeyFacts facts() {
      return new RootKeyFacts(
          new KeyRef(7),
          Bytes.fromHex("a1b2c3"),
          sensitive,
          alwaysSensitive,
          extractable,
          neverExtractable,
          local,
          isPrivate,
          token,
          bits);
    }
  }

  @Test
  void require_keyAsItMustBe_isTaken() {
    assertThatCode(() -> RootKeyPolicy.require(new Key().facts(), false))
        .doesNotThrowAnyException();
    assertThatCode(() -> RootKeyPolicy.require(new Key().facts(), true)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "CKA_TOKEN, CKA_TOKEN is false",
    "CKA_PRIVATE, CKA_PRIVATE is false",
    "CKA_SENSITIVE, CKA_SENSITIVE is false",
    "CKA_ALWAYS_SENSITIVE, CKA_ALWAYS_SENSITIVE is false",
    "CKA_LOCAL, CKA_LOCAL is false",
    "CKA_EXTRACTABLE, CKA_EXTRACTABLE is true",
    "CKA_NEVER_EXTRACTABLE, CKA_NEVER_EXTRACTABLE is false",
    "CKA_VALUE_LEN, CKA_VALUE_LEN is not 32",
  })
  void require_oneAttributeWrong_isRefusedByName(String attribute, String message) {
    assertThatExceptionOfType(HsmRejected.class)
        .isThrownBy(() -> RootKeyPolicy.require(new Key().spoil(attribute).facts(), false))
        .satisfies(
            failure -> {
              assertThat(failure.fault()).isEqualTo(HsmFault.KEY_ATTRIBUTES_WRONG);
              assertThat(failure).hasMessageContaining("0x00000007").hasMessageEndingWith(message);
            });
  }

  @Test
  void require_extractableKeyWhereThatIsAllowed_isTaken() {
    RootKeyFacts key = new Key().spoil("CKA_EXTRACTABLE").spoil("CKA_NEVER_EXTRACTABLE").facts();

    assertThatCode(() -> RootKeyPolicy.require(key, true)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "CKA_TOKEN",
    "CKA_PRIVATE",
    "CKA_SENSITIVE",
    "CKA_ALWAYS_SENSITIVE",
    "CKA_LOCAL",
    "CKA_VALUE_LEN"
  })
  void require_extractableAllowed_stillWantsTheRest(String attribute) {
    assertThatExceptionOfType(HsmRejected.class)
        .isThrownBy(() -> RootKeyPolicy.require(new Key().spoil(attribute).facts(), true))
        .withMessageContaining(attribute);
  }
}
