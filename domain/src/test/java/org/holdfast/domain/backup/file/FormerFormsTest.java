package org.holdfast.domain.backup.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.holdfast.domain.secret.SampleSecrets.key;
import static org.holdfast.domain.secret.SampleSecrets.text;
import static org.holdfast.domain.secret.SampleSecrets.typed;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Objects;
import org.holdfast.domain.home.HomeFile;
import org.holdfast.domain.hsm.KeyRef;
import org.holdfast.domain.rootoftrust.RootOfTrust;
import org.holdfast.domain.rootoftrust.RootsOfTrust;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.domain.wallet.KeyFile;
import org.holdfast.domain.wallet.MasterKeyRing;
import org.holdfast.domain.wallet.RestoreWallet;
import org.holdfast.domain.wallet.StoredCredentials;
import org.holdfast.domain.wallet.WalletFile;
import org.holdfast.domain.wallet.WrappedWalletPassword;
import org.holdfast.domain.wallet.WrappedWalletPassword.UnderHsm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files that a vault wrote when there was one Root of Trust, and no more: homes and backups of that
 * time must open for ever.
 */
class FormerFormsTest {

  private static final KeyRef KEY = new KeyRef(3);
  private static final Bytes CHECK_VALUE = Bytes.fromHex("a1b2c3");
  private static final String PASSPHRASE = "correct horse battery staple";

  @Test
  void walletPassword_isThatOfOneRoot_andIsWrittenTheSame() throws IOException {
    Bytes file = read("enctdepwd");

    UnderHsm read = (UnderHsm) WrappedWalletPassword.decode(file);

    assertThat(read.find(KEY, CHECK_VALUE)).isPresent();
    assertThat(read.encode()).isEqualTo(file);
  }

  @Test
  void credential_opens(@TempDir Path folder) throws IOException {
    Path path = folder.resolve("autologin.key");
    Files.write(path, read("autologin.key").toByteArray());
    KeyFile keyFile = new KeyFile(path, new SecureRandom());

    try (StoredCredentials read = keyFile.openCredentials(read("cwallet.sso"));
        StoredCredentials plain = keyFile.openCredentials(read("cwallet-without-label.sso"))) {
      assertThat(read.list()).hasSize(1);
      assertThat(read.find("softhsm", "partition 1").map(one -> text(one.credential())))
          .contains("1234 pässword");
      assertThat(plain.find("entrust", null)).isPresent();
    }
  }

  @Test
  void restoreWallet_opens() throws IOException {
    RestoreWallet read = RestoreWallet.decode(read("restore-ewallet.p12"), typed(PASSPHRASE));

    assertThat(read.tokens())
        .containsExactly(new RestoreWallet.Token("softhsm", "partition 1", "4711"));
    assertThat(read.walletPassword()).isEqualTo(WrappedWalletPassword.decode(read("enctdepwd")));
  }

  @Test
  void backup_isReadToItsEnd_andProved() throws IOException {
    try (BackupReader reader =
            new BackupReader(new ByteArrayInputStream(read("backup.bkp").toByteArray()));
        SecretBytes macKey = key(9);
        SecretBytes walletPassword = key(5);
        MasterKeyRing ring = WalletFile.decode(read("ewallet.p12"), walletPassword).orElseThrow();
        SecretBytes backupKey = BackupKey.open(reader.manifest(), ring)) {
      BackupManifest manifest = reader.manifest();
      RootOfTrust root = new RootOfTrust("softhsm", "partition 1", "4711", KEY, CHECK_VALUE);
      assertThat(manifest.roots()).isEqualTo(RootsOfTrust.of(root));
      assertThat(manifest.isProvedByWalletPassword()).isFalse();
      assertThat(reader.isProvedBy(macKey)).isTrue();
      assertThat(manifest.files().get(HomeFile.HSM_WALLET_PASSWORD)).isEqualTo(read("enctdepwd"));
      reader.unlock(backupKey);
      try (InputStream table = reader.table()) {
        assertThat(table.readAllBytes()).asString().isEqualTo("rows of a table");
      }
      assertThat(reader.finish().bytes()).isEqualTo(read("backup.bkp").size());
    }
  }

  private static Bytes read(String name) throws IOException {
    try (InputStream in =
        FormerFormsTest.class.getResourceAsStream("/org/holdfast/domain/former/" + name)) {
      return Bytes.of(Objects.requireNonNull(in, name).readAllBytes());
    }
  }
}
