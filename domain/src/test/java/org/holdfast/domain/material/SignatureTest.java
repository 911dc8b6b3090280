package org.holdfast.domain.material;

import static org.assertj.core.api.Assertions.assertThat;
import static org.holdfast.domain.material.SampleKeys.RANDOM;
import static org.holdfast.domain.material.SampleKeys.key;
import static org.holdfast.domain.material.SampleMaterials.assertRefused;
import static org.holdfast.domain.material.SampleMaterials.privateKey;
import static org.holdfast.domain.secret.SampleSecrets.bytes;
import static org.holdfast.domain.secret.SampleSecrets.flipped;

import java.util.Arrays;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.secret.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class SignatureTest {

  private static final Bytes MESSAGE = bytes("pay 100 to Alice");

  @ParameterizedTest
  @EnumSource(
      mode = Mode.MATCH_ANY,
      names = {"^RSA_P.*", "^ECDSA.*", "^ED.*"})
  void verify_signedMessage_isTrueForEachHalf(Scheme scheme) {
    Material key = key(scheme);
    for (Bytes message : new Bytes[] {MESSAGE, Bytes.of()}) {
      Bytes signature = KeyOperations.sign(key, scheme, message, RANDOM);
      for (Material open : SampleKeys.openHalves(scheme, key)) {
        assertThat(KeyOperations.verify(open, scheme, message, signature)).isTrue();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.MATCH_ANY,
      names = {"^RSA_P.*", "^ECDSA.*", "^ED.*"})
  void verify_anythingElse_isFalse(Scheme scheme) {
    Material key = key(scheme);
    Bytes signature = KeyOperations.sign(key, scheme, MESSAGE, RANDOM);

    assertThat(KeyOperations.verify(key, scheme, bytes("pay 900 to Alice"), signature)).isFalse();
    assertThat(KeyOperations.verify(SampleKeys.otherKey(scheme), scheme, MESSAGE, signature))
        .isFalse();
    for (int i = 0; i < signature.size(); i++) {
      assertThat(KeyOperations.verify(key, scheme, MESSAGE, flipped(signature, i))).isFalse();
    }
    for (int length : new int[] {0, 1, signature.size() - 1, signature.size() + 1}) {
      Bytes cut = Bytes.of(Arrays.copyOf(signature.toByteArray(), length));
      assertThat(KeyOperations.verify(key, scheme, MESSAGE, cut)).isFalse();
    }
  }

  @Test
  void verify_otherScheme_isFalse() {
    Material key = privateKey("rsa-2048.pem");
    Bytes signature = KeyOperations.sign(key, Scheme.RSA_PSS_SHA256, MESSAGE, RANDOM);

    assertThat(KeyOperations.verify(key, Scheme.RSA_PSS_SHA384, MESSAGE, signature)).isFalse();
    assertThat(KeyOperations.verify(key, Scheme.RSA_PKCS1_SHA256, MESSAGE, signature)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "ec-256.pem,ECDSA_SHA256",
    "ec-384.pem,ECDSA_SHA384",
    "ec-521.pem,ECDSA_SHA512",
    "rsa-2048.pem,RSA_PSS_SHA256",
    "ed25519.pem,ED25519",
  })
  void defaultFor_signature_fitsTheKey(String file, Scheme expected) {
    Material key = privateKey(file);

    assertThat(Scheme.defaultFor(KeyOperation.SIGN, key)).isEqualTo(expected);
    assertThat(
            KeyOperations.verify(
                key, expected, MESSAGE, KeyOperations.sign(key, expected, MESSAGE, RANDOM)))
        .isTrue();
  }

  @Test
  void ecdsa_malformedDer_isFalse() {
    Material key = privateKey("ec-256.pem");
    for (String hex :
        new String[] {"3006020100020100", "3006020101020101", "30800201010201010000"}) {
      assertThat(KeyOperations.verify(key, Scheme.ECDSA_SHA256, MESSAGE, Bytes.fromHex(hex)))
          .isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.MATCH_ANY, names = "^HMAC.*")
  void verifyMac_sameMessageAndKey_isTrueAndNothingElse(Scheme scheme) {
    Material key = key(scheme);
    Bytes mac = KeyOperations.mac(key, scheme, MESSAGE);

    assertThat(mac.size() * 8).isEqualTo(key.bits());
    assertThat(KeyOperations.verifyMac(key, scheme, MESSAGE, mac)).isTrue();
    assertThat(KeyOperations.verifyMac(key, scheme, Bytes.of(), mac)).isFalse();
    assertThat(KeyOperations.verifyMac(SampleKeys.otherKey(scheme), scheme, MESSAGE, mac))
        .isFalse();
    for (int i = 0; i < mac.size(); i++) {
      assertThat(KeyOperations.verifyMac(key, scheme, MESSAGE, flipped(mac, i))).isFalse();
    }
    Bytes half = Bytes.of(Arrays.copyOf(mac.toByteArray(), mac.size() / 2));
    assertThat(KeyOperations.verifyMac(key, scheme, MESSAGE, half)).isFalse();
    assertThat(KeyOperations.verifyMac(key, scheme, MESSAGE, Bytes.of())).isFalse();
  }

  @Test
  void messages_overTheLimit_areRefused() {
    Bytes large = Bytes.of(new byte[KeyOperations.MAX_INPUT + 1]);
    Material ed25519 = key(Scheme.ED25519);
    Material hmac = key(Scheme.HMAC_SHA256);

    assertRefused(
        ErrorCode.BODY_TOO_LARGE, () -> KeyOperations.sign(ed25519, Scheme.ED25519, large, RANDOM));
    assertRefused(
        ErrorCode.BODY_TOO_LARGE,
        () -> KeyOperations.verify(ed25519, Scheme.ED25519, large, Bytes.of()));
    assertRefused(
        ErrorCode.BODY_TOO_LARGE, () -> KeyOperations.mac(hmac, Scheme.HMAC_SHA256, large));
    assertRefused(
        ErrorCode.BODY_TOO_LARGE,
        () -> KeyOperations.verifyMac(hmac, Scheme.HMAC_SHA256, large, Bytes.of()));
  }
}
