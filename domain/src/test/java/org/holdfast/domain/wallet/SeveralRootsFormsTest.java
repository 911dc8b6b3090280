package org.holdfast.domain.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.holdfast.domain.secret.SampleSecrets.bytes;
import static org.holdfast.domain.secret.SampleSecrets.text;
import static org.holdfast.domain.secret.SampleSecrets.typed;
import static org.holdfast.domain.wallet.SampleWallets.RANDOM;
import static org.holdfast.domain.wallet.SampleWallets.assertRefused;

import java.nio.file.Path;
import java.util.List;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.hsm.KeyRef;
import org.holdfast.domain.hsm.WrapMechanism;
import org.holdfast.domain.hsm.WrappedSecret;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.wallet.WrappedWalletPassword.UnderHsm;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of HSM mode with several Roots of Trust (B8); those of one are as they always were. */
class SeveralRootsFormsTest {

  private static final WrappedSecret A = wrapped(1, "aaaaaa", "01");
  private static final WrappedSecret B = wrapped(1, "bbbbbb", "02");
  private static final WrappedSecret C = wrapped(3, "cccccc", "03");
  private static final UnderHsm THREE = new UnderHsm(List.of(A, B, C));

  @Test
  void walletPassword_several_comesBack_eachFoundByItsKey() {
    assertThat(WrappedWalletPassword.decode(THREE.encode())).isEqualTo(THREE);
    assertThat(THREE.find(new KeyRef(1), Bytes.fromHex("bbbbbb"))).contains(B);
    assertThat(THREE.find(new KeyRef(3), Bytes.fromHex("bbbbbb"))).isEmpty();
  }

  @Test
  void walletPassword_backToOne_isOfVersionOneAgain() {
    UnderHsm one =
        THREE
            .without(new KeyRef(1), Bytes.fromHex("aaaaaa"))
            .without(new KeyRef(3), Bytes.fromHex("cccccc"));

    assertThat(one).isEqualTo(new UnderHsm(B));
    assertThat(text(one.encode())).startsWith("holdfast wallet password 1\n");
    assertThat(one.with(A).secrets()).containsExactly(B, A);
  }

  @Test
  void walletPassword_sameKeyTwiceOrNone_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new UnderHsm(List.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> THREE.with(A));
    String twice = text(THREE.encode()).replace("bbbbbb", "aaaaaa");
    assertRefused(ErrorCode.WALLET_UNREADABLE, () -> WrappedWalletPassword.decode(bytes(twice)));
    String one = text(new UnderHsm(List.of(A, B)).encode());
    String cut = one.substring(0, one.indexOf("2.key-number"));
    assertRefused(ErrorCode.WALLET_UNREADABLE, () -> WrappedWalletPassword.decode(bytes(cut)));
  }

  @Test
  void restoreWallet_several_comesBack() {
    RestoreWallet wallet =
        new RestoreWallet(
            List.of(
                new RestoreWallet.Token("softhsm", "one", "1"),
                new RestoreWallet.Token("thales-luna", null, "2"),
                new RestoreWallet.Token("entrust", "=", "3")),
            THREE);

    Bytes file = wallet.encode(typed("correct horse battery staple"), RANDOM);

    assertThat(RestoreWallet.decode(file, typed("correct horse battery staple"))).isEqualTo(wallet);
  }

  @Test
  void credentials_several_comeBack_eachForItsToken(@TempDir Path folder) {
    KeyFile keyFile = new KeyFile(folder.resolve("autologin.key"), RANDOM);
    Bytes file;
    try (StoredCredentials stored =
        new StoredCredentials(
            List.of(
                credential("softhsm", "one", "pin 1"),
                credential("thales-luna", null, "pässword")))) {
      file = keyFile.sealCredentials(stored);
    }

    try (StoredCredentials read = keyFile.openCredentials(file)) {
      assertThat(read.list()).hasSize(2);
      assertThat(read.find("softhsm", "one").map(one -> text(one.credential()))).contains("pin 1");
      assertThat(read.find("thales-luna", null).map(one -> text(one.credential())))
          .contains("pässword");
      assertThat(read.find("softhsm", null)).isEmpty();
      assertThat(read.toString()).doesNotContain("pin");
    }
    assertThat(text(file)).doesNotContain("pin 1");
  }

  @Test
  void credentials_changedInTheFile_doNotOpen(@TempDir Path folder) {
    KeyFile keyFile = new KeyFile(folder.resolve("autologin.key"), RANDOM);
    String file;
    try (StoredCredentials stored =
        new StoredCredentials(
            List.of(credential("softhsm", "one", "1111"), credential("softhsm", "two", "2222")))) {
      file = text(keyFile.sealCredentials(stored));
    }

    // What is stored for one token must not be sent to another.
    String swapped =
        file.replace("token-label=one", "token-label=x")
            .replace("token-label=two", "token-label=one")
            .replace("token-label=x", "token-label=two");
    assertRefused(ErrorCode.KEY_FILE_UNREADABLE, () -> keyFile.openCredentials(bytes(swapped)));
  }

  @Test
  void credentials_with_replacesThatOfTheSameTokenAlone() {
    try (StoredCredential fresh = credential("softhsm", "one", "new");
        StoredCredentials stored =
            new StoredCredentials(
                List.of(
                    credential("softhsm", "one", "old"), credential("softhsm", "two", "kept")));
        StoredCredentials changed = stored.with(fresh)) {
      assertThat(changed.list()).hasSize(2);
      assertThat(changed.find("softhsm", "one").map(one -> text(one.credential()))).contains("new");
      assertThat(changed.find("softhsm", "two").map(one -> text(one.credential())))
          .contains("kept");
    }
  }

  private static StoredCredential credential(String vendor, @Nullable String label, String secret) {
    return new StoredCredential(vendor, label, typed(secret));
  }

  private static WrappedSecret wrapped(int number, String checkValue, String content) {
    return new WrappedSecret(
        new KeyRef(number),
        Bytes.fromHex(checkValue),
        WrapMechanism.AES_GCM,
        Bytes.fromHex("000102030405060708090a0b"),
        Bytes.fromHex(content));
  }
}
