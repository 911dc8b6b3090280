package org.holdfast.domain.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.holdfast.domain.secret.SampleSecrets.bytes;
import static org.holdfast.domain.secret.SampleSecrets.flipped;
import static org.holdfast.domain.secret.SampleSecrets.key;
import static org.holdfast.domain.secret.SampleSecrets.text;
import static org.holdfast.domain.secret.SampleSecrets.typed;
import static org.holdfast.domain.wallet.SampleWallets.RANDOM;
import static org.holdfast.domain.wallet.SampleWallets.assertRefused;

import org.holdfast.domain.crypto.Argon2id;
import org.holdfast.domain.crypto.Sealed;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.wallet.WrappedWalletPassword.UnderPassphrase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrappedWalletPasswordTest {

  private static final String PASSPHRASE = "correct horse battery staple";

  // Deriving is slow by design: wrapped once.
  private static final UnderPassphrase UNDER_PASSPHRASE =
      UnderPassphrase.wrap(key(5), typed(PASSPHRASE), RANDOM);

  @Test
  void decode_underHsm_isEqual() {
    WrappedWalletPassword wrapped = SampleWallets.underHsm();

    assertThat(WrappedWalletPassword.decode(wrapped.encode())).isEqualTo(wrapped);
  }

  @Test
  void decode_underPassphrase_isEqual() {
    assertThat(WrappedWalletPassword.decode(UNDER_PASSPHRASE.encode())).isEqualTo(UNDER_PASSPHRASE);
  }

  @Test
  void unwrap_samePassphraseAfterDecoding_isTheWalletPassword() {
    UnderPassphrase decoded =
        (UnderPassphrase) WrappedWalletPassword.decode(UNDER_PASSPHRASE.encode());

    assertThat(decoded.unwrap(typed(PASSPHRASE)).contentEquals(key(5))).isTrue();
  }

  @Test
  void unwrap_otherPassphrase_isRefusedAtItsField() {
    assertThatExceptionOfType(VaultException.class)
        .isThrownBy(() -> UNDER_PASSPHRASE.unwrap(typed(PASSPHRASE + "r")))
        .satisfies(
            failure -> {
              assertThat(failure.code()).isEqualTo(ErrorCode.RECOVERY_PASSPHRASE_WRONG);
              assertThat(failure.field()).isEqualTo("recoveryPassphrase");
              assertThat(failure).hasMessageNotContaining(PASSPHRASE);
            });
  }

  @Test
  void unwrap_wrappedBytesChanged_isRefused() {
    Sealed sealed = UNDER_PASSPHRASE.sealed();
    UnderPassphrase changed =
        new UnderPassphrase(
            UNDER_PASSPHRASE.derivation(),
            new Sealed(sealed.iv(), flipped(sealed.ciphertext(), 3)));

    assertRefused(ErrorCode.RECOVERY_PASSPHRASE_WRONG, () -> changed.unwrap(typed(PASSPHRASE)));
  }

  /** Costs are bound to what they guard: nobody lowers them without being noticed. */
  @Test
  void unwrap_derivationCostsLowered_isRefused() {
    Argon2id cheap = new Argon2id(8, 1, UNDER_PASSPHRASE.derivation().salt());

    assertRefused(
        ErrorCode.RECOVERY_PASSPHRASE_WRONG,
        () -> new UnderPassphrase(cheap, UNDER_PASSPHRASE.sealed()).unwrap(typed(PASSPHRASE)));
  }

  @Test
  void encode_underPassphrase_showsNeitherPassphraseNorWalletPassword() {
    assertThat(text(UNDER_PASSPHRASE.encode()))
        .startsWith("holdfast wallet password 1\nprotector=passphrase\n")
        .doesNotContain("horse")
        .doesNotContain("05050505");
  }

  @Test
  void encode_underHsm_saysKeyNumberCheckValueAndMechanism() {
    assertThat(text(SampleWallets.underHsm().encode()))
        .isEqualTo(
            """
            holdfast wallet password 1
            protector=hsm
            key-number=3
            check-value=a1b2c3
            mechanism=AES_GCM
            iv=000102030405060708090a0b
            wrapped=ff00ff00
            """);
  }

  @ParameterizedTest
  @CsvSource({
    "holdfast wallet password 1, holdfast wallet password 2",
    "protector=hsm, protector=tpm",
    "protector=hsm, protector=passphrase",
    "key-number=3, key-number=three",
    "key-number=3, key-number=0",
    "key-number=3, key-number=-1",
    "key-number=3, number=3",
    "check-value=a1b2c3, check-value=a1b2c",
    "mechanism=AES_GCM, mechanism=AES_ECB",
    "wrapped=ff00ff00, wrapped=xy",
  })
  void decode_underHsmWithAnythingWrong_isUnreadable(String right, String wrong) {
    String file = text(SampleWallets.underHsm().encode());

    assertThat(file).contains(right);
    assertRefused(
        ErrorCode.WALLET_UNREADABLE,
        () -> WrappedWalletPassword.decode(bytes(file.replace(right, wrong))));
  }

  @Test
  void decode_derivationCostsBeyondAllBounds_isUnreadable() {
    String file = text(UNDER_PASSPHRASE.encode());

    assertThat(file).contains("m=65536");
    assertRefused(
        ErrorCode.WALLET_UNREADABLE,
        () -> WrappedWalletPassword.decode(bytes(file.replace("m=65536", "m=9999999"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "\n", "holdfast wallet password 1", "holdfast wallet password 1\n", "garbage"})
  void decode_noSuchFile_isUnreadable(String text) {
    assertRefused(ErrorCode.WALLET_UNREADABLE, () -> WrappedWalletPassword.decode(bytes(text)));
  }

  @Test
  void decode_binaryNoise_isUnreadable() {
    byte[] noise = new byte[200];
    RANDOM.nextBytes(noise);

    assertRefused(ErrorCode.WALLET_UNREADABLE, () -> WrappedWalletPassword.decode(Bytes.of(noise)));
  }
}
