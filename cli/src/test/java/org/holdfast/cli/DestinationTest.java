package org.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.holdfast.cli.failure.ExitCode;
import org.junit.jupiter.api.Test;

/** {@code holdfast backup destination}. */
class DestinationTest extends CommandTest {

  private static final String LIST = "GET backups/destinations";
  private static final String CREATE = "POST backups/destinations";
  private static final String PROBE = "POST backups/destinations/probe";
  private static final String SHOWN =
      "{\"hostKey\":{\"algorithm\":\"ssh-ed25519\",\"fingerprint\":\"SHA256:abc\",\"encoded\":\"AAAA\"}}";
  private static final String TWO =
      """
      {"items":[
        {"id":"d-1","name":"local","method":"LOCAL","path":"/backup","builtIn":true},
        {"id":"d-2","name":"far","method":"SFTP","path":"b","host":"h.example","port":2222,"user":"bob",
         "authentication":"PASSWORD","hostKey":{"algorithm":"ssh-ed25519","fingerprint":"SHA256:old"}}],
       "total":2}""";

  @Test
  void list_showsColumns() {
    peer().on(LIST, 200, TWO);

    assertThat(ask("destination", "list").out())
        .isEqualTo(
            """
            NAME   METHOD  WHERE                 SIGN-IN   HOST KEY    ID
            local  LOCAL   /backup               -         -           d-1
            far    SFTP    bob@h.example:2222:b  PASSWORD  SHA256:old  d-2
            """);
  }

  @Test
  void create_local_sendsNothingOfAServer() {
    peer().on(CREATE, 201, "{\"id\":\"d-3\"}");

    Outcome outcome = ask("destination", "create", "near", "--method", "local", "--path", "/b");

    assertThat(outcome).isEqualTo(new Outcome(0, "Destination near is made, and was tried.\n", ""));
    assertThat(peer().sent(CREATE))
        .isEqualTo("{\"name\":\"near\",\"method\":\"LOCAL\",\"path\":\"/b\"}");
  }

  @Test
  void create_remote_pinsTheKeyThatWasConfirmed() {
    typed.add("yes");
    typed.add("s\"ecret");
    peer().on(PROBE, 200, SHOWN).on(CREATE, 201, "{}");

    Outcome outcome = createFar("--ssh-password");

    assertThat(outcome.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(outcome.err()).isEqualTo("h shows the key SHA256:abc (ssh-ed25519).\n");
    assertThat(peer().sent(PROBE))
        .isEqualTo(
            "{\"method\":\"SFTP\",\"path\":\"b\",\"host\":\"h\",\"port\":22,\"user\":\"bob\"}");
    assertThat(peer().sent(CREATE))
        .isEqualTo(
            "{\"name\":\"far\",\"method\":\"SFTP\",\"path\":\"b\",\"host\":\"h\",\"port\":22,\"user\":\"bob\","
                + "\"authentication\":\"PASSWORD\",\"hostKeyFingerprint\":\"SHA256:abc\",\"password\":\"s\\\"ecret\"}");
    assertThat(prompts).last().isEqualTo("Password at the destination");
  }

  @Test
  void create_remoteWithFingerprint_asksNobody() {
    peer().on(CREATE, 201, "{}");

    assertThat(createFar("--host-key-fingerprint", "SHA256:given").exitCode())
        .isEqualTo(ExitCode.OK);
    assertThat(peer().sent(CREATE))
        .contains("\"authentication\":\"PUBLIC_KEY\"", "\"hostKeyFingerprint\":\"SHA256:given\"");
    assertThat(prompts).isEmpty();
  }

  @Test
  void create_keyNotConfirmed_makesNothing() {
    peer().on(PROBE, 200, SHOWN);

    assertThat(createFar().exitCode()).isEqualTo(ExitCode.USAGE);
    typed.add("no");
    assertThat(createFar().exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(peer().asked()).noneMatch(asked -> asked.what().equals(CREATE));
  }

  private Outcome createFar(String... more) {
    String[] words = {
      "destination",
      "create",
      "far",
      "--method",
      "sftp",
      "--path",
      "b",
      "--ssh-host",
      "h",
      "--ssh-user",
      "bob"
    };
    String[] all = java.util.Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return ask(all);
  }

  @Test
  void change_leavesWhatIsNotNamed() {
    peer().on(LIST, 200, TWO).on("PUT backups/destinations/d-2", 200, "{}");

    assertThat(ask("destination", "change", "far", "--path", "c", "--name", "away").exitCode())
        .isEqualTo(ExitCode.OK);
    assertThat(peer().sent("PUT backups/destinations/d-2"))
        .isEqualTo(
            "{\"name\":\"away\",\"method\":\"SFTP\",\"path\":\"c\",\"host\":\"h.example\",\"port\":2222,"
                + "\"user\":\"bob\",\"authentication\":\"PASSWORD\",\"hostKeyFingerprint\":\"SHA256:old\"}");
  }

  @Test
  void change_toAnotherServer_asksForItsKey() {
    typed.add("yes");
    peer().on(LIST, 200, TWO).on(PROBE, 200, SHOWN).on("PUT backups/destinations/d-2", 200, "{}");

    ask("destination", "change", "d-2", "--ssh-host", "other.example");

    assertThat(peer().sent("PUT backups/destinations/d-2"))
        .contains("\"host\":\"other.example\"", "\"hostKeyFingerprint\":\"SHA256:abc\"");
  }

  @Test
  void delete_byName_deletesThatId() {
    peer().on(LIST, 200, TWO).on("DELETE backups/destinations/d-2", 204, "");

    assertThat(ask("destination", "delete", "far"))
        .isEqualTo(new Outcome(0, "Destination far is deleted.\n", ""));
    assertThat(ask("destination", "delete", "far", "--json")).isEqualTo(new Outcome(0, "", ""));
  }

  @Test
  void delete_unknownName_changesNothing() {
    peer().on(LIST, 200, TWO);

    assertThat(ask("destination", "delete", "Far"))
        .isEqualTo(
            new Outcome(
                ExitCode.REFUSED,
                "",
                "Error: HF-6001: There is no such backup destination: Far. Check the name.\n"));
    assertThat(peer().wasChanged()).isFalse();
  }

  @Test
  void probe_showsTheKey() {
    peer().on(PROBE, 200, SHOWN);

    assertThat(ask("destination", "probe", "--ssh-host", "h").out())
        .isEqualTo("Algorithm    ssh-ed25519\nFingerprint  SHA256:abc\n");
  }
}
