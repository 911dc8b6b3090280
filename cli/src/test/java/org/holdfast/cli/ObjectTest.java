package org.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.holdfast.cli.failure.ExitCode;
import org.holdfast.cli.terminal.Outlet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code holdfast object}, {@code wallet} and {@code endpoint}. */
class ObjectTest extends CommandTest {

  private static final String ID = "01a20017-f948-7000-8644-e252b7ca766e";
  private static final String WALLET = "01a20017-f948-7000-8644-000000000001";
  private static final String MATERIAL = "s3cret-mat\"erial";
  private static final String OBJECT =
      """
      {"id":"%s","name":"app key","type":"SYMMETRIC_KEY","algorithm":"AES","bits":256,"version":2,
       "state":"PRE_ACTIVE","usage":["ENCRYPT"],"attributes":{"env":"test"},"links":{}}
      """
          .formatted(ID);
  private static final String FOUND = "{\"items\":[" + OBJECT + "],\"total\":1}";

  @BeforeEach
  void object() {
    peer()
        .on("GET objects?exactName=app%20key", 200, FOUND)
        .on("GET objects?exactName=nothing", 200, "{\"items\":[],\"total\":0}")
        .on("GET objects/" + ID, 200, OBJECT)
        .on("GET objects/" + ID + "/material", 200, MATERIAL);
  }

  private Path file(String content) throws Exception {
    return Files.writeString(home.resolve("material"), content);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void list_isShort_orWideWithIdentifiers() {
    peer().on("GET objects?state=ACTIVE&offset=0&limit=20", 200, FOUND);

    String usual = command("object", "list", "--state", "active").out();
    assertThat(usual).contains("app key  symmetric key  AES-256  pre active").doesNotContain(ID);
    assertThat(command("object", "list", "--state", "active", "--wide").out()).contains(ID);
  }

  @Test
  void show_takesNameOrIdentifier_andUnknownIsRefused() {
    assertThat(command("object", "show", "app key").out()).contains(ID, "env");
    assertThat(command("object", "show", ID).out()).contains("app key");
    assertThat(command("object", "show", "nothing"))
        .matches(o -> o.exitCode() == ExitCode.REFUSED && o.err().contains("HF-3001"));
  }

  @Test
  void create_sendsWhatIsWanted_withTheWalletsIdentifier() {
    peer()
        .on(
            "GET wallets?name=app&limit=200&offset=0",
            200,
            "{\"items\":[{\"id\":\"x\",\"name\":\"apple\"},{\"id\":\"%s\",\"name\":\"app\"}],\"total\":2}"
                .formatted(WALLET))
        .on("POST objects", 201, OBJECT);

    Outcome outcome =
        command(
            "object",
            "create",
            "app key",
            "--bits",
            "128",
            "--wallet",
            "app",
            "--usage",
            "encrypt,wrap-key",
            "--attribute",
            "env=test");

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(peer().sent("POST objects"))
        .isEqualTo(
            "{\"algorithm\":\"AES\",\"bits\":128,\"name\":\"app key\",\"type\":\"SYMMETRIC_KEY\","
                + "\"extractable\":true,\"usage\":[\"ENCRYPT\",\"WRAP_KEY\"],\"wallets\":[\""
                + WALLET
                + "\"],\"attributes\":{\"env\":\"test\"}}");
    peer().on("GET wallets?name=none&limit=200&offset=0", 200, "{\"items\":[],\"total\":0}");
    assertThat(command("object", "create", "x", "--wallet", "none").err()).contains("HF-3017");
  }

  @Test
  void create_ofAKeyPair_namesBoth() {
    peer()
        .on(
            "POST objects/key-pairs",
            201,
            "{\"privateKey\":" + OBJECT + ",\"publicKey\":" + OBJECT + "}");

    assertThat(
            command("object", "create", "s", "--algorithm", "ec", "--not-extractable").exitCode())
        .isZero();
    assertThat(peer().sent("POST objects/key-pairs"))
        .isEqualTo(
            "{\"algorithm\":\"EC\",\"privateName\":\"s\",\"publicName\":\"s.pub\",\"extractable\":false}");
  }

  @Test
  void register_takesAFile_orAsks_andPrintsNothingOfIt() throws Exception {
    peer().on("POST objects", 201, OBJECT);

    Outcome outcome =
        command(
            "object",
            "register",
            "n",
            "--type",
            "secret-data",
            "--file",
            file(MATERIAL).toString());
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(peer().sent("POST objects"))
        .contains("\"material\":\"" + base64(MATERIAL) + "\"", "\"type\":\"SECRET_DATA\"");
    assertThat(outcome.out() + outcome.err()).doesNotContain(MATERIAL, base64(MATERIAL));

    typed.add("typed");
    assertThat(command("object", "register", "n", "--type", "SECRET_DATA").exitCode()).isZero();
    assertThat(peer().sent("POST objects")).contains(base64("typed"));
    assertThat(command("object", "register", "n", "--type", "SECRET_DATA").exitCode())
        .isEqualTo(ExitCode.USAGE);
  }

  @ParameterizedTest
  @CsvSource({"0, is empty", "1048577, more than 1 MiB"})
  void register_ofWhatCannotBe_asksNothing(int size, String said) throws Exception {
    Path file = file("x".repeat(size));

    Outcome outcome =
        command("object", "register", "n", "--type", "OPAQUE_OBJECT", "--file", file.toString());

    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.err()).contains(said);
    assertThat(peer().asked()).isEmpty();
  }

  @Test
  void read_intoAFile_isForItsOwner_andReplacesNoneUnasked() throws Exception {
    Path file = home.resolve("out");

    Outcome outcome = command("object", "read", "app key", "--out", file.toString());

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(file).hasContent(MATERIAL);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).doesNotContain(MATERIAL);

    int asked = peer().asked().size();
    assertThat(command("object", "read", "app key", "--out", file.toString()).err())
        .contains("--replace");
    assertThat(peer().asked()).hasSize(asked);
  }

  @Test
  void read_toAProgram_isAsItIs_orInTheFormWanted() {
    assertThat(command("object", "read", "app key").out()).isEqualTo(MATERIAL);
    assertThat(command("object", "read", "app key", "--form", "base64").out())
        .isEqualTo(base64(MATERIAL));
    assertThat(command("object", "read", "app key", "--form", "hex").out())
        .isEqualTo("7333637265742d6d617422657269616c");
  }

  @ParameterizedTest
  @CsvSource({"TERMINAL, --to-terminal", "OPEN_FILE, umask 077"})
  void read_toWhereOthersLook_isRefused_beforeAnythingIsRead(Outlet where, String said) {
    outlet = where;

    Outcome outcome = command("object", "read", "app key");

    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.err()).contains(said);
    assertThat(peer().asked()).isEmpty();
  }

  @Test
  void read_toTheTerminal_onRequest_butOnlyText() {
    outlet = Outlet.TERMINAL;
    assertThat(command("object", "read", ID, "--to-terminal").out()).isEqualTo(MATERIAL + "\n");

    peer().on("GET objects/" + ID + "/material?version=1", 200, "a\u001b[2Jb");
    Outcome outcome = command("object", "read", ID, "--version-number", "1", "--to-terminal");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.out()).isEmpty();
  }

  @Test
  void read_thatIsRefused_leavesNoFile() {
    peer()
        .on(
            "GET objects/" + ID + "/material?version=9",
            404,
            "{\"code\":\"HF-3002\",\"title\":\"No such version\"}");
    Path file = home.resolve("out");

    assertThat(
            command("object", "read", ID, "--version-number", "9", "--out", file.toString()).err())
        .contains("HF-3002: No such version");
    assertThat(file).doesNotExist();
  }

  @Test
  void lifeCycle_sendsWhatItTakes() throws Exception {
    String path = "objects/" + ID;
    peer()
        .on("POST " + path + "/activate", 200, OBJECT)
        .on("POST " + path + "/revoke", 200, OBJECT)
        .on("POST " + path + "/rotate", 200, OBJECT)
        .on("POST " + path + "/rekey", 201, OBJECT)
        .on("DELETE " + path, 200, OBJECT);

    assertThat(command("object", "activate", "app key").exitCode()).isZero();
    assertThat(
            command("object", "revoke", ID, "--reason", "key-compromise", "--message", "m")
                .exitCode())
        .isZero();
    assertThat(peer().sent("POST " + path + "/revoke"))
        .isEqualTo("{\"reason\":\"KEY_COMPROMISE\",\"message\":\"m\"}");
    assertThat(command("object", "rotate", ID).exitCode()).isZero();
    assertThat(peer().sent("POST " + path + "/rotate")).isEqualTo("{}");
    assertThat(command("object", "rotate", ID, "--file", file("new").toString()).exitCode())
        .isZero();
    assertThat(peer().sent("POST " + path + "/rotate"))
        .isEqualTo("{\"material\":\"" + base64("new") + "\"}");
    assertThat(command("object", "rekey", ID).exitCode()).isZero();

    typed.add(ID);
    assertThat(command("object", "destroy", ID).exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(peer().asked()).noneMatch(asked -> asked.what().startsWith("DELETE"));
    typed.add("app key");
    assertThat(command("object", "destroy", ID).exitCode()).isZero();
    assertThat(peer().asked()).anyMatch(asked -> asked.what().equals("DELETE " + path));
  }

  @Test
  void certificateWithoutKey_orWithoutAnUnencryptedOne_isWrongUse() throws Exception {
    String certificate = home.resolve("etc/tls/ca.crt").toString();

    assertThat(command("object", "list", "--cert", certificate).err())
        .contains("takes both --cert and --key");
    assertThat(
            command(
                    "object",
                    "list",
                    "--cert",
                    certificate,
                    "--key",
                    file("-----BEGIN EC PRIVATE KEY-----").toString())
                .err())
        .contains("openssl pkcs8 -topk8 -nocrypt");
    assertThat(peer().asked()).isEmpty();
  }

  @Test
  void walletsAndEndpoints_areListed() {
    peer()
        .on(
            "GET wallets?name=a&offset=0&limit=20",
            200,
            "{\"items\":[{\"id\":\"%s\",\"name\":\"app\",\"protection\":\"HSM\",\"objects\":3}]}"
                .formatted(WALLET))
        .on(
            "GET endpoints?state=ENROLLED&offset=0&limit=20",
            200,
            "{\"items\":[{\"name\":\"db\",\"state\":\"ENROLLED\","
                + "\"certificate\":{\"notAfter\":\"2027-11-21T12:00:00Z\"}}]}");

    assertThat(command("wallet", "list", "--name", "a").out())
        .contains("app   HSM         3        " + WALLET);
    assertThat(command("endpoint", "list", "--state", "enrolled").out())
        .contains("db    ENROLLED  2027-11-21T12:00:00Z");
  }
}
