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

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.secret.Bytes;
import org.junit.jupiter.api.Test;

class RestoreWalletTest {

  private static final String PASSPHRASE = "correct horse battery staple";
  private static final RestoreWallet WALLET =
      new RestoreWallet("softhsm", "partition 1", "4711", SampleWallets.underHsm());

  // Deriving is slow by design: encoded once.
  private static final Bytes FILE = WALLET.encode(typed(PASSPHRASE), RANDOM);

  @Test
  void decode_samePassphrase_isEqual() {
    assertThat(RestoreWallet.decode(FILE, typed(PASSPHRASE))).isEqualTo(WALLET);
  }

  @Test
  void decode_noTokenLabel_isEqual() {
    RestoreWallet wallet = new RestoreWallet("entrust", null, "1", SampleWallets.underHsm());

    Bytes file = wallet.encode(typed(PASSPHRASE), RANDOM);

    assertThat(RestoreWallet.decode(file, typed(PASSPHRASE))).isEqualTo(wallet);
  }

  @Test
  void decode_otherPassphrase_isRefusedAtItsField() {
    assertThatExceptionOfType(VaultException.class)
        .isThrownBy(() -> RestoreWallet.decode(FILE, typed("another passphrase")))
        .satisfies(
            failure -> {
              assertThat(failure.code()).isEqualTo(ErrorCode.RECOVERY_PASSPHRASE_WRONG);
              assertThat(failure.field()).isEqualTo("recoveryPassphrase");
            });
  }

  @Test
  void decode_noPkcs12_isUnreadable() {
    assertRefused(
        ErrorCode.WALLET_UNREADABLE, () -> RestoreWallet.decode(bytes(""), typed(PASSPHRASE)));
    assertRefused(
        ErrorCode.WALLET_UNREADABLE,
        () -> RestoreWallet.decode(bytes("no PKCS#12"), typed(PASSPHRASE)));
  }

  @Test
  void decode_cutOff_isUnreadable() {
    byte[] whole = FILE.toByteArray();

    for (int length : new int[] {1, whole.length / 2, whole.length - 1}) {
      Bytes head = Bytes.of(Arrays.copyOf(whole, length));
      assertRefused(
          ErrorCode.WALLET_UNREADABLE, () -> RestoreWallet.decode(head, typed(PASSPHRASE)));
    }
  }

  @Test
  void decode_ordinaryWallet_isUnreadable() {
    Bytes wallet = WalletFile.encode(SampleWallets.ring(1), key(1));

    assertRefused(
        ErrorCode.WALLET_UNREADABLE, () -> RestoreWallet.decode(wallet, typed(PASSPHRASE)));
  }

  /** PKCS#12 cannot tell a changed byte from a wrong password; either way nothing comes out. */
  @Test
  void decode_lastByteOfContentChanged_isRefused() {
    assertThatExceptionOfType(VaultException.class)
        .isThrownBy(() -> RestoreWallet.decode(flipped(FILE, FILE.size() / 2), typed(PASSPHRASE)))
        .extracting(VaultException::code)
        .isIn(ErrorCode.RECOVERY_PASSPHRASE_WRONG, ErrorCode.WALLET_UNREADABLE);
  }

  @Test
  void encode_any_showsNothingInClear() {
    String raw = new String(FILE.toByteArray(), StandardCharsets.ISO_8859_1);

    assertThat(raw)
        .doesNotContain("softhsm")
        .doesNotContain("partition")
        .doesNotContain("ff00ff00")
        .doesNotContain(text(SampleWallets.underHsm().encode()));
  }
}
