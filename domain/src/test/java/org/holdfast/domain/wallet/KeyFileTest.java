package org.holdfast.domain.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.holdfast.domain.secret.SampleSecrets.bytes;
import static org.holdfast.domain.secret.SampleSecrets.key;
import static org.holdfast.domain.secret.SampleSecrets.text;
import static org.holdfast.domain.secret.SampleSecrets.typed;
import static org.holdfast.domain.wallet.SampleWallets.RANDOM;
import static org.holdfast.domain.wallet.SampleWallets.assertRefused;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.SecretChars;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTest {

  private Path folder = Path.of("");
  private Path path = folder;
  private KeyFile keyFile = new KeyFile(path, RANDOM);

  @BeforeEach
  void setUp(@TempDir Path made) {
    folder = made;
    path = folder.resolve("run/autologin.key");
    keyFile = new KeyFile(path, RANDOM);
  }

  @Test
  void openWalletPassword_sameKeyFile_isTheWalletPassword() {
    Bytes file = keyFile.sealWalletPassword(key(5));

    assertThat(new KeyFile(path, RANDOM).openWalletPassword(file).contentEquals(key(5))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1234", "pässword \uD83D\uDD11", "a=b"})
  void openCredential_sameKeyFile_isTheCredential(String credential) {
    try (StoredCredential stored =
        keyFile.openCredential(seal("softhsm", "partition 1", credential))) {
      assertThat(stored.vendorId()).isEqualTo("softhsm");
      assertThat(stored.tokenLabel()).isEqualTo("partition 1");
      assertThat(text(stored.credential())).isEqualTo(credential);
    }
  }

  @Test
  void openCredential_noTokenLabel_hasNone() {
    try (StoredCredential stored = keyFile.openCredential(seal("softhsm", null, "1234"))) {
      assertThat(stored.tokenLabel()).isNull();
      assertThat(text(stored.credential())).isEqualTo("1234");
    }
  }

  @Test
  void seal_firstTime_makesAPrivateKeyFileOf256Bits() throws IOException {
    keyFile.sealWalletPassword(key(5));

    assertThat(Files.size(path)).isEqualTo(32);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rw-------");
  }

  @Test
  void seal_secondTime_keepsTheKeyFile() throws IOException {
    Bytes first = keyFile.sealWalletPassword(key(5));
    byte[] made = Files.readAllBytes(path);

    seal("softhsm", null, "1234");

    assertThat(Files.readAllBytes(path)).isEqualTo(made);
    assertThat(keyFile.openWalletPassword(first).contentEquals(key(5))).isTrue();
  }

  @Test
  void encode_credential_isNotInClear() {
    assertThat(text(seal("softhsm", "partition 1", "s3cret-pin"))).doesNotContain("s3cret");
  }

  /** The credential goes to the token it was set for and to no other (S25). */
  @ParameterizedTest
  @CsvSource({
    "vendor=softhsm, vendor=entrust",
    "token-label=partition 1, token-label=partition 2",
    "token-label=partition 1, label=partition 1",
    "token-label=partition 1, token-label=",
  })
  void openCredential_vendorOrLabelChanged_doesNotOpen(String right, String wrong) {
    String file = text(seal("softhsm", "partition 1", "1234"));

    assertThat(file).contains(right);
    assertRefused(
        ErrorCode.KEY_FILE_UNREADABLE,
        () -> keyFile.openCredential(bytes(file.replace(right, wrong))));
  }

  @Test
  void openCredential_labelAddedWhereNoneWas_doesNotOpen() {
    String file = text(seal("softhsm", null, "1234"));

    assertRefused(
        ErrorCode.KEY_FILE_UNREADABLE,
        () -> keyFile.openCredential(bytes(file + "token-label=\n")));
  }

  @Test
  void open_fileOfTheOtherKind_isUnreadable() {
    Bytes walletPassword = keyFile.sealWalletPassword(key(5));
    Bytes credential = seal("softhsm", null, "1234");

    assertRefused(ErrorCode.WALLET_UNREADABLE, () -> keyFile.openCredential(walletPassword));
    assertRefused(ErrorCode.WALLET_UNREADABLE, () -> keyFile.openWalletPassword(credential));
  }

  /** Even with the title exchanged: what was sealed for one purpose does not open for another. */
  @Test
  void open_titleExchanged_doesNotOpen() {
    String credential = text(seal("softhsm", null, "1234"));
    String disguised = credential.replace("holdfast hsm credential 1", "holdfast auto-login 1");

    assertRefused(
        ErrorCode.KEY_FILE_UNREADABLE, () -> keyFile.openWalletPassword(bytes(disguised)));
  }

  @Test
  void open_keyFileOfAnotherServer_doesNotOpen() {
    Bytes file = keyFile.sealWalletPassword(key(5));
    KeyFile other = new KeyFile(folder.resolve("other.key"), RANDOM);
    other.sealWalletPassword(key(6));

    assertRefused(ErrorCode.KEY_FILE_UNREADABLE, () -> other.openWalletPassword(file));
  }

  @Test
  void open_keyFileMissing_saysSoAndMakesNone() throws IOException {
    Bytes file = keyFile.sealWalletPassword(key(5));
    Files.delete(path);

    assertRefused(ErrorCode.KEY_FILE_UNREADABLE, () -> keyFile.openWalletPassword(file));
    assertThat(path).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 31, 33})
  void open_keyFileOfOtherLength_isRefused(int length) throws IOException {
    Bytes file = keyFile.sealWalletPassword(key(5));
    Files.write(path, new byte[length]);

    assertRefused(ErrorCode.KEY_FILE_UNREADABLE, () -> keyFile.openWalletPassword(file));
  }

  @Test
  void openSecret_samePurpose_isTheSecret() {
    Bytes file = keyFile.sealSecret("ssh key pair", key(7));

    assertThat(new KeyFile(path, RANDOM).openSecret("ssh key pair", file).contentEquals(key(7)))
        .isTrue();
  }

  /** Neither by asking for another purpose nor by writing another one into what is stored. */
  @Test
  void openSecret_otherPurpose_doesNotOpen() {
    Bytes file = keyFile.sealSecret("password of 1", key(7));
    Bytes renamed = bytes(text(file).replace("password of 1", "password of 2"));

    assertRefused(ErrorCode.KEY_FILE_UNREADABLE, () -> keyFile.openSecret("password of 2", file));
    assertRefused(
        ErrorCode.KEY_FILE_UNREADABLE, () -> keyFile.openSecret("password of 2", renamed));
  }

  @Test
  void openSecret_fileOfTheOtherKind_isUnreadable() {
    Bytes credential = seal("softhsm", null, "1234");

    assertRefused(
        ErrorCode.WALLET_UNREADABLE, () -> keyFile.openSecret("ssh key pair", credential));
  }

  @Test
  void close_storedCredential_zeroesItsCopyAlone() {
    SecretChars typed = typed("1234");
    StoredCredential stored = new StoredCredential("softhsm", "partition 1", typed);

    stored.close();

    assertThat(stored.credential().isDestroyed()).isTrue();
    assertThat(typed.isDestroyed()).isFalse();
    assertThat(stored).hasToString("StoredCredential[softhsm, partition 1]");
  }

  private Bytes seal(String vendor, @Nullable String label, String credential) {
    try (StoredCredential stored = new StoredCredential(vendor, label, typed(credential))) {
      return keyFile.sealCredential(stored);
    }
  }
}
