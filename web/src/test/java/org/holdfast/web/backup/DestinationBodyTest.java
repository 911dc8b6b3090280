package org.holdfast.web.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.holdfast.web.backup.Bodies.assertRefused;

import org.holdfast.domain.backup.Authentication;
import org.holdfast.domain.backup.DestinationDraft;
import org.holdfast.domain.backup.Location;
import org.holdfast.domain.backup.TransferMethod;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationBodyTest {

  private static final String SERVER =
      "'name':'two','method':'SFTP','path':'/b','host':'backup.example.org','user':'holdfast'";

  private static DestinationDraft draft(String fields) {
    return Bodies.read("{" + fields + "}", DestinationBody::draft);
  }

  private static void assertInvalid(String fields, String field) {
    assertRefused(() -> draft(fields), ErrorCode.INPUT_INVALID, field);
  }

  /** The server's fields with one of another value. */
  private static String with(String name, String value) {
    return SERVER.replaceFirst(",?'" + name + "':'[^']*'", "").replaceFirst("^,", "")
        + ",'"
        + name
        + "':"
        + value;
  }

  @Test
  void draft_ofALocalFolder_hasNoServer() {
    DestinationDraft draft = draft("'name':' disk ','method':'local','path':'/srv/backup'");

    assertThat(draft.name()).isEqualTo("disk");
    assertThat(draft.location()).isEqualTo(new Location(TransferMethod.LOCAL, "/srv/backup", null));
    assertThat(draft.confirmed()).isNull();
  }

  @Test
  void draft_ofAServer_hasPort22AndThePublicKey_unlessSaidOtherwise() {
    assertThat(draft(SERVER).location().remote())
        .isEqualTo(
            new Location.Remote(
                "backup.example.org", 22, "holdfast", Authentication.PUBLIC_KEY, null));
    DestinationDraft other =
        draft(SERVER + ",'port':2222,'authentication':'PASSWORD','hostKeyFingerprint':'SHA256:x'");

    assertThat(other.location().remote())
        .isEqualTo(
            new Location.Remote(
                "backup.example.org", 2222, "holdfast", Authentication.PASSWORD, null));
    assertThat(other.confirmed()).isEqualTo("SHA256:x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"name", "method", "path", "host", "user"})
  void draft_withoutAField_isRefusedByItsName(String name) {
    String rest = SERVER.replaceFirst(",?'" + name + "':'[^']*'", "").replaceFirst("^,", "");

    assertRefused(() -> draft(rest), ErrorCode.INPUT_MISSING, name);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 65_536, 999_999_999})
  void draft_withAPortThatIsNone_isRefused(int port) {
    assertInvalid(SERVER + ",'port':" + port, "port");
  }

  @Test
  void draft_atTheBounds_isTaken_andBeyondRefused() {
    assertThat(draft(with("name", quoted(100))).name()).hasSize(100);
    assertThat(draft(with("path", quoted(1_000))).location().path()).hasSize(1_000);
    assertThat(draft(SERVER + ",'port':65535").location().remote()).isNotNull();
    draft(with("host", quoted(253)));
    draft(with("user", quoted(64)));

    assertInvalid(with("name", quoted(101)), "name");
    assertInvalid(with("path", quoted(1_001)), "path");
    assertInvalid(with("host", quoted(254)), "host");
    assertInvalid(with("user", quoted(65)), "user");
  }

  @Test
  void draft_withCharactersThatMeanOtherThings_isRefused() {
    assertInvalid(with("name", "'a\\u0000b'"), "name");
    assertInvalid(with("path", "'/a\\u0000b'"), "path");
    assertInvalid(with("path", "'/a\\nb'"), "path");
    assertInvalid(with("host", "'a b'"), "host");
    assertInvalid(with("host", "'a\\u0007'"), "host");
    assertInvalid(with("user", "'a b'"), "user");
    assertInvalid("'name':'disk','method':'LOCAL','path':'relative'", "path");
  }

  @Test
  void draft_ofALocalFolderWithAServer_isRefused() {
    String local = "'name':'disk','method':'LOCAL','path':'/b'";

    assertInvalid(local + ",'host':'h'", "host");
    assertInvalid(local + ",'password':'p'", "password");
    assertThat(draft(local + ",'host':null").location().remote()).isNull();
  }

  @Test
  void draft_withAnUnknownFieldOrConstant_isRefused() {
    assertRefused(() -> draft(SERVER + ",'colour':'red'"), ErrorCode.INPUT_MALFORMED, "colour");
    assertInvalid(with("method", "'FTP'"), "method");
    assertInvalid(SERVER + ",'authentication':'SMILE'", "authentication");
  }

  @Test
  void probe_asksServersAlone() {
    Location location =
        Bodies.read(
            "{'method':'SCP','host':'h','port':23,'path':'b','user':'u'}", DestinationBody::probe);

    assertThat(location.remote())
        .isEqualTo(new Location.Remote("h", 23, "u", Authentication.PUBLIC_KEY, null));
    assertRefused(
        () -> Bodies.read("{'method':'LOCAL','path':'/b'}", DestinationBody::probe),
        ErrorCode.INPUT_INVALID,
        "method");
  }

  @Test
  void renamed_failureOfTheHostKey_isAtTheFieldThatWasSent() {
    VaultException failure = new VaultException(ErrorCode.HOST_KEY_CHANGED).atField("hostKey");

    assertThat(DestinationBody.renamed(failure).field()).isEqualTo("hostKeyFingerprint");
    assertThat(DestinationBody.renamed(failure.atField("port")).field()).isEqualTo("port");
  }

  private static String quoted(int length) {
    return "'" + "a".repeat(length) + "'";
  }
}
