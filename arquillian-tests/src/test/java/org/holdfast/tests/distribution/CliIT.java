package org.holdfast.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * {@code bin/holdfast} as administrators use it, every command once, with secrets by file
 * descriptor and by environment, never as arguments. The steps build on each other.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CliIT {

  private static final int REFUSED = 1;
  private static final int USAGE = 2;
  private static final int UNREACHABLE = 3;
  private static final int SIGN_IN = 4;
  private static final int DAMAGED = 5;
  private static final int FOUND = 6;

  private static final Pattern FILE =
      Pattern.compile("hfbackup_[a-z0-9-]+_full_\\d{14}(_hsm)?\\.bkp");
  private static final String SECOND = "second";
  private static final String SECOND_PIN = "8642-second";
  private static final String LATER = "another passphrase of five words";

  /** The vault's own proof of its backups would be in the way of restores. */
  private static final TrialServer SERVER =
      TrialServer.fresh("cli").with("HOLDFAST_BACKUP_PROVE_HOURS", "0");

  private static final Operations OPERATIONS = new Operations(SERVER);

  private static @Nullable Cli started;
  private static String file = "";

  @BeforeAll
  static void start() throws IOException {
    SERVER.start();
    started = Cli.on(SERVER);
    Files.createDirectories(shelf());
    SERVER.softHsm().addToken(SECOND, SECOND_PIN);
  }

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  private static Cli cli() {
    return Objects.requireNonNull(started);
  }

  private static Cli system() {
    return cli().as(SERVER.sysadmin());
  }

  private static Cli keys() {
    return cli().as(SERVER.keyadmin());
  }

  private static Cli auditor() {
    return cli().as(SERVER.auditor());
  }

  private static Path shelf() {
    return cli().work().resolve("shelf");
  }

  private static String passphrase() {
    return SERVER.recoveryPassphrase();
  }

  @Test
  @Order(1)
  void help_manual_andCompletion_knowBothKinds_andUnknownWordsAreTold() throws Exception {
    Cli nobody = cli().elsewhere();
    assertThat(nobody.good("help")).contains("  start ", "  hsm ", "HOLDFAST_HOME");
    assertThat(nobody.good()).isEqualTo(nobody.good("help"));
    assertThat(nobody.good("help", "start")).contains("Usage: holdfast start");
    assertThat(nobody.good("start", "--help")).contains("holdfast trial");
    assertThat(nobody.good("--version")).isEqualTo(nobody.good("version"));
    nobody.refused(USAGE, "Did you mean 'backup'?", "bakup", "now");
    nobody.refused(USAGE, "Did you mean 'start'?", "strat");

    Path pages = TrialServer.DISTRIBUTION.resolve("man/man1");
    try (Stream<Path> all = Files.list(pages)) {
      assertThat(all).hasSizeGreaterThan(60);
    }
    assertThat(pages.resolve("holdfast-hsm-roots-add.1"))
        .content()
        .contains(".TH ", "Holdfast 0.1.0");
    assertThat(TrialServer.DISTRIBUTION.resolve("share/bash-completion/completions/holdfast"))
        .content()
        .contains("complete -F _complete_holdfast");
  }

  @Test
  @Order(2)
  void destination_isMadeAndListed() {
    system()
        .good(
            "backup",
            "destination",
            "create",
            "shelf",
            "--method",
            "local",
            "--path",
            shelf().toString());

    assertThat(system().good("backup", "destination", "list"))
        .contains("shelf", "LOCAL", shelf().toString());
    assertThat(system().good("backup", "destination", "public-key")).startsWith("ssh-ed25519 AAAA");
  }

  @Test
  @Order(2)
  void unknownDestination_wrongPassword_noServer_haveTheirExitCodes() {
    system().refused(REFUSED, "HF-6001", "backup", "list", "--from", "nowhere");
    system()
        .refused(
            REFUSED,
            "HF-6007",
            "backup",
            "destination",
            "create",
            "none",
            "--method",
            "local",
            "--path",
            "/no/folder");
    system()
        .handing("not the password")
        .refused(SIGN_IN, "", "hsm", "status", "--password-fd", "3");
    system().refused(UNREACHABLE, "", "hsm", "status", "--url", "https://127.0.0.1:1/");
    auditor().refused(REFUSED, "HF-4", "hsm", "close", "--reason", "x", "--yes");
  }

  @Test
  @Order(3)
  void now_makesABackup_thatListsShow() {
    file = made("--name", "by hand");

    assertThat(shelf().resolve(file)).isNotEmptyFile();
    assertThat(system().good("backup", "list", "--from", "shelf")).contains(file, "HSM");
    assertThat(system().good("backup", "runs")).contains("by hand", "DONE", file);
    assertThat(system().good("backup", "status")).contains("Last good", file);
    assertThat(system().json("backup", "status")).containsKey("lastGood");
  }

  private static String made(String... more) {
    String[] words =
        Stream.concat(Stream.of("backup", "now", "--to", "shelf"), Stream.of(more))
            .toArray(String[]::new);
    Matcher matcher = FILE.matcher(system().good(words));
    assertThat(matcher.find()).isTrue();
    return matcher.group();
  }

  @Test
  @Order(4)
  void testRestore_takesThePassphrase_fromAFileDescriptor() {
    String[] words = {"backup", "test", file, "--from", "shelf", "--passphrase-fd", "3"};

    assertThat(system().handing(passphrase()).good(words)).contains(file + " can be restored");
    system().handing("not the passphrase").refused(REFUSED, "HF-2004", words);
    system().refused(USAGE, "7", "backup", "test", file, "--from", "shelf", "--passphrase-fd", "7");
  }

  @Test
  @Order(4)
  void verify_needsNoServer_andFindsDamage() throws IOException {
    Cli nobody = cli().elsewhere();
    String there = shelf().resolve(file).toString();
    assertThat(nobody.good("backup", "verify", there))
        .contains("In order as far as structure and checksums tell");
    system()
        .handing("some other words")
        .refused(REFUSED, "HF-2004", "backup", "verify", there, "--passphrase-fd", "3");
    nobody
        .with(Map.of("HOLDFAST_RECOVERY_PASSPHRASE", passphrase()))
        .refused(REFUSED, "needs the HSM", "backup", "verify", there, "--passphrase");

    byte[] content = Files.readAllBytes(shelf().resolve(file));
    content[content.length / 2] ^= 1;
    Path damaged = Files.write(cli().work().resolve("damaged.bkp"), content);
    nobody.refused(DAMAGED, "HF-6014", "backup", "verify", damaged.toString());
  }

  @Test
  @Order(5)
  void restore_takesThePassphrase_fromTheEnvironment() {
    byte[] key = new SecureRandom().generateSeed(32);
    String later = OPERATIONS.store("later", key);
    system().refused(USAGE, "--yes", "backup", "restore", file, "--from", "shelf");
    assertThat(OPERATIONS.material(later)).isEqualTo(key);

    assertThat(
            system()
                .with(Map.of("HOLDFAST_RECOVERY_PASSPHRASE", passphrase()))
                .good("backup", "restore", file, "--from", "shelf", "--yes"))
        .contains("Restored from " + file);

    assertThat(SERVER.rest().get(SERVER.keyadmin(), Operations.OBJECTS + "/" + later).status())
        .isEqualTo(404);
    assertThat(system().good("backup", "list")).contains("before-restore", file);
    String before =
        system().json("backup", "runs").getJsonArray("items").getJsonObject(0).getString("file");
    system().refused(USAGE, "--yes", "backup", "delete", before);
    assertThat(system().good("backup", "delete", before, "--yes")).contains(before);
    assertThat(system().good("backup", "list")).contains(file).doesNotContain("before-restore");
    system().refused(REFUSED, "HF-60", "backup", "delete", "none.bkp", "--yes");
    assertThat(SERVER.errors()).isEmpty();
  }

  @Test
  @Order(6)
  void objects_areMadeReadAndDestroyed() throws IOException {
    assertThat(keys().good("object", "create", "app-key")).contains("AES-256");
    assertThat(keys().json("object", "create", "signer", "--algorithm", "EC"))
        .containsKeys("privateKey", "publicKey");
    Path in = Files.writeString(cli().work().resolve("in"), "open sesame");
    keys().good("object", "register", "pw", "--type", "secret-data", "--file", in.toString());
    keys()
        .handing("a\nb")
        .good("object", "register", "blob", "--type", "OPAQUE_OBJECT", "--material-fd", "3");

    assertThat(keys().good("object", "list")).contains("app-key", "signer.pub", "secret data");
    assertThat(keys().good("object", "show", "pw", "--history")).contains("VERSION", "ACTIVE");
    assertThat(keys().good("object", "read", "pw")).isEqualTo("open sesame");
    assertThat(keys().good("object", "read", "blob")).isEqualTo("a\nb\n");
    assertThat(keys().good("object", "read", "signer", "--form", "PEM"))
        .startsWith("-----BEGIN PRIVATE KEY-----");
    assertThat(keys().json("object", "read", "pw")).containsKeys("id", "version", "material");
    Path out = cli().work().resolve("out");
    keys().good("object", "read", "app-key", "--out", out.toString());
    assertThat(Files.size(out)).isEqualTo(32);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(out)))
        .isEqualTo("rw-------");

    keys().good("object", "rotate", "app-key");
    assertThat(keys().good("object", "rekey", "app-key")).contains("active");
    keys().handing("new").good("object", "rotate", "pw", "--material-fd", "3");
    assertThat(keys().good("object", "read", "pw", "--version-number", "1"))
        .isEqualTo("open sesame");
    keys().refused(REFUSED, "HF-3009", "object", "activate", "pw");
    keys().refused(REFUSED, "HF-3009", "object", "destroy", "pw", "--yes");
    keys().good("object", "revoke", "pw", "--reason", "superseded");
    assertThat(keys().good("object", "destroy", "pw", "--yes")).contains("destroyed");
    keys().refused(REFUSED, "HF-3", "object", "read", "pw");
  }

  @Test
  @Order(6)
  void endpoint_readsWithItsCertificate_andListsShowIt() throws IOException {
    RestClient rest = new RestClient(SERVER::rest, SERVER::keyadmin);
    Path certificate = cli().work().resolve("db.crt");
    Path key = cli().work().resolve("db.key");
    EndpointClient.enrolled(SERVER, rest, "db").writeTo(certificate, key);
    Cli endpoint =
        cli()
            .with(
                Map.of(
                    "HOLDFAST_CERT", certificate.toString(), "HOLDFAST_CERT_KEY", key.toString()));

    assertThat(endpoint.good("object", "create", "db-key")).contains("db");
    assertThat(
            cli()
                .run(
                    "object",
                    "read",
                    "db-key",
                    "--form",
                    "hex",
                    "--cert",
                    certificate.toString(),
                    "--key",
                    key.toString())
                .out())
        .matches("[0-9a-f]{64}");

    assertThat(keys().good("endpoint", "list")).contains("db", "ENROLLED");
    rest.post("/api/v1/wallets", Answers.object("name", "app"));
    assertThat(keys().good("wallet", "list")).contains("app", "MASTER_KEY");
    keys().good("object", "create", "in-app", "--wallet", "app");
    assertThat(keys().good("object", "list", "--wallet", "app")).contains("in-app");
  }

  @Test
  @Tag(Thorough.TAG)
  @Order(7)
  void roots_areAddedOrderedRotatedAndRemoved() {
    Cli both = system().handing(SERVER.pin(), passphrase());
    String[] secrets = {"--credential-fd", "3", "--passphrase-fd", "4"};
    assertThat(system().good("hsm", "vendors")).contains("softhsm", "thales-luna");
    system()
        .handing("wrong-pin", passphrase())
        .refused(
            REFUSED, "HF-2104", words(secrets, "hsm", "set-credential", "--vendor", "softhsm"));
    assertThat(
            both.good(
                words(
                    secrets,
                    "hsm",
                    "set-credential",
                    "--vendor",
                    "softhsm",
                    "--token-label",
                    "holdfast")))
        .contains("is stored");

    assertThat(
            system()
                .handing(SECOND_PIN, passphrase())
                .good(
                    words(
                        secrets,
                        "hsm",
                        "roots",
                        "add",
                        SECOND,
                        "--vendor",
                        "softhsm",
                        "--token-label",
                        SECOND)))
        .contains("second is added", "hsm-1");
    assertThat(
            system()
                .handing(SECOND_PIN, passphrase())
                .good(
                    words(
                        secrets, "hsm", "set-credential", "--vendor", "softhsm", "--root", SECOND)))
        .contains("is stored");
    assertThat(system().good("hsm", "roots", "set", SECOND, "--priority", "1", "--name", "other"))
        .contains("1  other");
    Cli one = system().handing(passphrase());
    assertThat(one.good("hsm", "roots", "rotate", "other", "--passphrase-fd", "3"))
        .contains("has a new key");
    assertThat(one.good("hsm", "roots", "remove", "other", "--yes", "--passphrase-fd", "3"))
        .contains("is removed");
    assertThat(system().json("hsm", "roots", "list").getJsonArray("items")).hasSize(1);
    one.refused(
        REFUSED, "HF-2015", "hsm", "roots", "remove", "hsm-1", "--yes", "--passphrase-fd", "3");
  }

  private static String[] words(String[] last, String... first) {
    return Stream.concat(Stream.of(first), Stream.of(last)).toArray(String[]::new);
  }

  @Test
  @Order(7)
  void checkCredential_saysHowItIsRead() {
    String[] words = {
      "hsm", "check-credential", "--vendor", "entrust", "--token-label", "t", "--credential-fd", "3"
    };

    assertThat(system().handing("plain-pass").good(words)).contains("softcard");
    system().handing("with white space").refused(FOUND, "REFUSED", words);
  }

  @Test
  @Order(8)
  void reverseMigrate_andAllOfPassphraseMode() {
    Cli all = system().handing(SERVER.pin(), passphrase(), LATER);
    String[] words = {
      "hsm",
      "reverse-migrate",
      "--credential-fd",
      "3",
      "--passphrase-fd",
      "4",
      "--new-passphrase-fd",
      "5"
    };
    all.refused(USAGE, "--yes", words);
    assertThat(all.good(words(new String[] {"--yes"}, words))).contains("in passphrase mode");

    system().good("hsm", "close", "--reason", "drill", "--yes");
    system().refused(REFUSED, "by sysadmin: drill", "hsm", "close", "--reason", "more", "--yes");
    keys().refused(REFUSED, "HF-2201", "object", "read", "db-key");
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> system().good("alert", "list", "--state", "raised").contains("VAULT_CLOSED"));
    alert_isAcknowledged();
    system()
        .handing("not the passphrase")
        .refused(REFUSED, "HF-2004", "hsm", "open", "--passphrase-fd", "3");
    assertThat(system().handing(LATER).good("hsm", "open", "--passphrase-fd", "3"))
        .contains("The vault is open.");

    system()
        .handing(LATER, passphrase())
        .good("hsm", "change-passphrase", "--passphrase-fd", "3", "--new-passphrase-fd", "4");
  }

  private static void alert_isAcknowledged() {
    JsonObject alert =
        system()
            .json("alert", "list", "--kind", "vault-closed")
            .getJsonArray("items")
            .getJsonObject(0);
    String id = alert.getString("id");
    String end = id.substring(id.lastIndexOf('-') + 1);
    assertThat(system().good("alert", "acknowledge", end, "--note", "a drill"))
        .contains("by sysadmin: a drill");
    assertThat(system().good("alert", "show", id)).contains("HF-2020", "ACKNOWLEDGED");
    assertThat(
            system()
                .json("alert", "settings", "change", "--backup-hours", "26")
                .getInt("backupHours"))
        .isEqualTo(26);
    assertThat(system().good("alert", "settings", "show")).contains("older than 26 hours");
  }

  @Test
  @Order(9)
  void verify_decryptsABackupInPassphraseMode() {
    String made = made();
    assertThat(made).doesNotContain("_hsm");

    assertThat(
            system()
                .with(Map.of("HOLDFAST_RECOVERY_PASSPHRASE", passphrase()))
                .good("backup", "verify", shelf().resolve(made).toString(), "--passphrase"))
        .contains("every row was decrypted");
  }

  @Test
  @Order(10)
  void initialize_putsTheVaultUnderTheHsm_andNoProcessShowsASecret() throws Exception {
    ProcessWatch watch = new ProcessWatch();
    String out =
        system()
            .handing(SERVER.pin(), passphrase())
            .good(
                "hsm",
                "initialize",
                "--vendor",
                "softhsm",
                "--token-label",
                "holdfast",
                "--credential-fd",
                "3",
                "--passphrase-fd",
                "4");
    Set<String> seen = watch.seen();

    assertThat(out).contains("in HSM mode", "HSM_PROTECTED");
    assertThat(seen).anyMatch(line -> line.contains("org.holdfast.cli.Main hsm initialize"));
    for (String secret : List.of(SERVER.pin(), passphrase(), SERVER.sysadmin().password())) {
      assertThat(seen).noneMatch(line -> line.contains(secret));
    }
    assertThat(system().json("hsm", "status").getBoolean("up")).isTrue();
    assertThat(system().good("hsm", "verify")).contains("Verified: ");
    assertThat(system().good("hsm", "rotate-master-key")).contains("A fresh generation", "Up");
    assertThat(system().good("hsm", "ledger")).contains("ACTIVE", "IN_FORCE");
    assertThat(system().good("hsm", "open")).contains("The vault is open.");
    assertThat(system().good("doctor", "--remote")).contains(" passed");
  }

  @Test
  @Order(11)
  void auditTrail_isQueriedVerifiedExported_andKept() {
    assertThat(auditor().good("audit", "query", "--operation", "reverse-migrate"))
        .contains("REVERSE_MIGRATE", "SUCCEEDED");
    assertThat(auditor().json("audit", "query", "--by", "sysadmin", "--limit", "3").getInt("limit"))
        .isEqualTo(3);
    assertThat(auditor().good("audit", "verify")).contains("Everything is as it was sealed.");
    assertThat(auditor().json("audit", "verify").getString("state")).isEqualTo("PASSED");
    assertThat(auditor().good("audit", "chain")).contains("Position", "Sealed up to");
    Path trail = cli().work().resolve("trail.csv");
    auditor().good("audit", "export", "--out", trail.toString());
    assertThat(trail).content().startsWith("node,sequence,at").contains("CLOSE_VAULT");
    assertThat(auditor().good("audit", "export", "--json", "--operation", "CLOSE_VAULT"))
        .startsWith("{");
    auditor()
        .refused(REFUSED, "HF-71", "audit", "purge", "--before", "2026-01-01T00:00:00Z", "--yes");
  }
}
