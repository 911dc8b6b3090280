package org.holdfast.domain.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class BackupNamesTest {

  static String[] goodNames() {
    return new String[] {"a", "Nightly, to Zürich [2]", "z".repeat(100)};
  }

  static String[] badNames() {
    return new String[] {"", "  ", "a\nb", "a\u0000b", "a\u2028b", "a\u200eb", "z".repeat(101)};
  }

  @ParameterizedTest
  @MethodSource("goodNames")
  void checked_allowedName_isTakenWithoutTheBlanksAround(String name) {
    assertThat(BackupNames.checked(" " + name + " ")).isEqualTo(name);
  }

  @ParameterizedTest
  @MethodSource("badNames")
  void checked_anyOtherName_isRefusedAtTheField(String name) {
    assertRefused("name", () -> BackupNames.checked(name));
  }

  @ParameterizedTest
  @CsvSource({"backups,path", "./backups,path"})
  void checked_relativeFolderOfThisMachine_isRefused(String path, String field) {
    assertRefused(field, () -> BackupNames.checked(new Location(TransferMethod.LOCAL, path, null)));
  }

  @Test
  void checked_folderWithALineBreak_isRefused() {
    assertRefused(
        "path", () -> BackupNames.checked(new Location(TransferMethod.LOCAL, "/a\nb", null)));
  }

  @ParameterizedTest
  @CsvSource({
    "-oProxyCommand=x,22,backup,host",
    "a b,22,backup,host",
    "host,0,backup,port",
    "host,65536,backup,port",
    "host,22,a b,user",
    "host,22,a@b,user"
  })
  void checked_badServer_isRefusedAtTheField(String host, int port, String user, String field) {
    assertRefused(field, () -> BackupNames.checked(sftp(host, port, user)));
  }

  @ParameterizedTest
  @CsvSource({"backup.example.org,22,backup", "10.0.0.7,65535,b-1", "fe80::1%eth0,1,Jörg"})
  void checked_goodServer_staysAsItIs(String host, int port, String user) {
    Location location = sftp(host, port, user);

    assertThat(BackupNames.checked(location)).isEqualTo(location);
  }

  private static Location sftp(String host, int port, String user) {
    return new Location(
        TransferMethod.SFTP,
        "backups",
        new Location.Remote(host, port, user, Authentication.PUBLIC_KEY, null));
  }

  private static void assertRefused(
      String field, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatExceptionOfType(VaultException.class)
        .isThrownBy(call)
        .satisfies(
            refusal -> {
              assertThat(refusal.code()).isEqualTo(ErrorCode.INPUT_INVALID);
              assertThat(refusal.field()).isEqualTo(field);
            });
  }
}
