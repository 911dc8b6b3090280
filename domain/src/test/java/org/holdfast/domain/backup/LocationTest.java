package org.holdfast.domain.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Base64;
import org.holdfast.domain.backup.Location.Remote;
import org.holdfast.domain.secret.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocationTest {

  // As ssh-keygen made it, and printed its fingerprint.
  private static final HostKey KEY =
      new HostKey(
          "ssh-ed25519",
          Bytes.of(
              Base64.getDecoder()
                  .decode("AAAAC3NzaC1lZDI1NTE5AAAAIFWPz2yOF/E/9pIb+wVeUsRI9f2mHFyzrBAdYGH6IgtN")));

  @ParameterizedTest
  @CsvSource({
    "SFTP, 10.0.0.7, /var/backups, sftp://backup@10.0.0.7:22/var/backups",
    "SCP, nas.example.org, /, scp://backup@nas.example.org:22/",
    "SFTP, nas, backups/vault, sftp://backup@nas:22/~/backups/vault",
    "SFTP, 2001:db8::7, /b, 'sftp://backup@[2001:db8::7]:22/b'",
  })
  void describe_remote_isAnAddress(TransferMethod method, String host, String path, String text) {
    assertThat(new Location(method, path, remote(host)).describe()).isEqualTo(text);
  }

  @Test
  void describe_local_isThePath() {
    assertThat(new Location(TransferMethod.LOCAL, "/var/backups", null).describe())
        .isEqualTo("/var/backups");
  }

  @Test
  void constructor_serverMissingOrTooMuch_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Location(TransferMethod.LOCAL, "/b", remote("nas")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Location(TransferMethod.SFTP, "/b", null));
  }

  @Test
  void pinned_key_isThatOfTheServerAlone() {
    Location local = new Location(TransferMethod.LOCAL, "/b", null);
    Location remote = new Location(TransferMethod.SFTP, "/b", remote("nas"));

    assertThat(local.pinned(KEY)).isEqualTo(local);
    assertThat(remote.pinned(null)).isEqualTo(remote);
    assertThat(remote.pinned(KEY))
        .isEqualTo(new Location(TransferMethod.SFTP, "/b", remote("nas").pinned(KEY)))
        .isNotEqualTo(remote);
  }

  @Test
  void fingerprint_any_isAsSshKeygenPrintsIt() {
    assertThat(KEY.fingerprint()).isEqualTo("SHA256:BgKopipOnxp3gdgEHmpMykE7CMdGxWIUZ71+c4W7RZ8");
  }

  private static Remote remote(String host) {
    return new Remote(host, Remote.DEFAULT_PORT, "backup", Authentication.PASSWORD, null);
  }
}
