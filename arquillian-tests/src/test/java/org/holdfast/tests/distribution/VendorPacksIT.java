package org.holdfast.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.holdfast.ejb.backup.store.MachineUser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Vendor packs of a site, and those of Entrust and Luna at the vendors' own paths, which lead to
 * SoftHSM2 here. The steps build on each other.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class VendorPacksIT {

  private static final String LABEL = "holdfast";
  private static final Path NFAST = Path.of("/opt/nfast");
  private static final Path SAFENET = Path.of("/usr/safenet");
  private static final byte[] KEY =
      "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private static final TrialServer SERVER = TrialServer.fresh("vendor-packs");
  private static final Operations OPERATIONS = new Operations(SERVER);
  private static final Path SITE = SERVER.home().resolve("etc/vendors");

  private static final VendorClient CLIENT =
      VendorClient.at(SERVER.home().resolveSibling("vendor-packs-client").resolve("sync"));
  private static boolean madeNfast;
  private static boolean madeSafenet;
  private static String objectId = "";

  @BeforeAll
  static void start() throws IOException {
    SERVER.makeHome();
    Files.createDirectories(SITE);
    CLIENT.heal();
    Files.writeString(SITE.resolve("acme.yaml"), acme());
    Files.writeString(SITE.resolve("zeta.yaml"), acme().replace("AES_GCM", "ROT13"));
    SERVER.start();
  }

  @AfterAll
  static void stop() {
    SERVER.close();
    if (madeNfast) {
      TrialServer.delete(NFAST);
    }
    if (madeSafenet) {
      TrialServer.delete(SAFENET);
    }
  }

  /** A token with one session beside that of the login; commands before and after. */
  private static String acme() {
    return """
        id: acme
        name: Acme
        provider: 150
        library:
          - /nowhere/libacme.so
          - %s
        credential: {name: PIN, min-length: 6, max-length: 64}
        token-label: {name: Token, max-length: 32, pattern: '[a-z]+'}
        mechanisms: [AES_GCM]
        sessions: {most: 2, keep-alive-seconds: 1}
        hooks:
          - {name: fetch the keys, command: [%2$s, before], when: before, operations: [make-key, restore], timeout-seconds: 2}
          - {name: push the key, command: [%2$s, after], when: after, operations: [make-key], timeout-seconds: 20}
        """
        .formatted(
            SoftHsm.library(), SERVER.home().resolveSibling("vendor-packs-client").resolve("sync"));
  }

  @Test
  @Order(1)
  void badPack_isNamedByFileAndLine_andTheOthersWork() {
    JsonObject vendors = vendors();

    assertThat(vendors.getJsonArray("vendors").getValuesAs(JsonObject.class))
        .extracting(vendor -> vendor.getString("id"))
        .containsExactly(
            "thales-luna", "entrust", "utimaco", "softhsm", "luna-cloud", "generic", "acme");
    assertThat(vendors.getJsonArray("problems")).hasSize(1);
    JsonObject problem = vendors.getJsonArray("problems").getJsonObject(0);
    assertThat(problem.getString("file")).isEqualTo(SITE.resolve("zeta.yaml").toString());
    assertThat(problem.getInt("line")).isEqualTo(9);
    assertThat(problem.getString("message")).contains("'ROT13'", "AES_GCM, AES_KEY_WRAP_PAD");
    assertThat(SERVER.serverLog().lines().filter(line -> line.contains("HF010060")))
        .singleElement()
        .asString()
        .contains("zeta.yaml:9: 'ROT13'");
    assertThat(OPERATIONS.hsm().getBoolean("up")).isTrue();
  }

  @Test
  @Order(2)
  void vendors_areForSystemAdministratorsAlone() {
    assertThat(SERVER.rest().get(SERVER.keyadmin(), "/api/v1/hsm/vendors").status()).isEqualTo(403);
  }

  @Test
  @Order(3)
  void whatIsTyped_isHeldToTheVendorsRules_beforeTheTokenIsAsked() {
    assertThat(OPERATIONS.reverseMigrate(SERVER.pin()).status()).isEqualTo(200);

    Answer credential = initialize("acme", "12345", LABEL);
    assertThat(credential.text("code")).isEqualTo("HF-2305");
    assertThat(credential.text("field")).isEqualTo("credential");
    assertThat(credential.text("detail")).contains("PIN: 6 to 64 characters");
    Answer label = initialize("acme", SERVER.pin(), "Not This");
    assertThat(label.text("code")).isEqualTo("HF-2306");
    assertThat(label.text("field")).isEqualTo("tokenLabel");
    Answer generic = initialize("generic", SERVER.pin(), LABEL);
    assertThat(generic.text("code")).isEqualTo("HF-2302");
    assertThat(generic.text("detail")).contains("HOLDFAST_HSM_LIBRARY_GENERIC");
    Answer unknown = initialize("zeta", SERVER.pin(), LABEL);
    assertThat(unknown.text("code")).isEqualTo("HF-2008");

    assertThat(CLIENT.calls()).isEmpty();
  }

  @Test
  @Order(4)
  void hookBefore_failing_endsTheOperationWithNothingChanged() {
    CLIENT.fail("before");

    Answer failed = initialize("acme", SERVER.pin(), LABEL);

    assertThat(failed.status()).isEqualTo(409);
    assertThat(failed.text("code")).isEqualTo("HF-2303");
    assertThat(failed.text("detail")).contains("fetch the keys", "exit code 4");
    assertThat(SERVER.latestTrace()).contains("| no answer from the other side", "exit code 4");
    assertUnchanged();
  }

  @Test
  @Order(5)
  void hookBefore_hanging_isKilledAtItsTimeLimit() {
    CLIENT.heal();
    CLIENT.hang("before");

    Answer failed = initialize("acme", SERVER.pin(), LABEL);

    assertThat(failed.status()).isEqualTo(503);
    assertThat(failed.text("code")).isEqualTo("HF-2304");
    assertThat(failed.text("detail")).contains("after 2 seconds");
    assertThat(SERVER.latestTrace()).contains("| this is before");
    assertUnchanged();
  }

  @Test
  @Order(6)
  void sitePack_initializes_withItsCommandsAroundIt() {
    CLIENT.heal();

    Answer answer = initialize("acme", SERVER.pin(), LABEL);

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.text("type")).contains("Acme");
    assertThat(CLIENT.calls()).containsExactly("before", "after");
    assertThat(SERVER.latestTrace())
        .containsSubsequence(
            "the recovery passphrase opens the wallet",
            "| this is before",
            "logged in",
            "committed",
            "done",
            "| this is after",
            "hook 'push the key' is done");
    assertThat(securityConf()).contains("HSM_PROVIDER=\"150\"");
  }

  /** One session beside the login's is enough for what several do at once. */
  @Test
  @Order(7)
  void sessionLimit_ofTwo_isEnough() {
    objectId = OPERATIONS.store("payroll", KEY);

    assertThat(
            List.of(1, 2, 3, 4).parallelStream()
                .map(each -> SERVER.hsmclient(SERVER.sysadmin(), "verify").exitCode())
                .toList())
        .containsOnly(0);
    assertThat(OPERATIONS.hsm().getBoolean("up")).isTrue();
    assertThat(OPERATIONS.material(objectId)).isEqualTo(KEY);
  }

  @Test
  @Order(8)
  void openingABackup_runsTheCommandBefore() {
    BackupCalls backups = new BackupCalls(SERVER);
    String file = backups.file("packs", backups.local());
    CLIENT.heal();

    assertThat(backups.tested(backups.local(), file)).isEqualTo("ok");
    assertThat(CLIENT.calls()).containsExactly("before");
    assertThat(SERVER.latestTrace()).contains("begin restore-hooks", "| this is before");

    CLIENT.fail("before");
    assertThat(backups.tested(backups.local(), file)).isEqualTo("HF-2303");
  }

  @Test
  @Order(9)
  void hookAfter_failing_isAWarningAndNoUndo() {
    CLIENT.heal();
    assertThat(OPERATIONS.reverseMigrate(SERVER.pin()).status()).isEqualTo(200);
    CLIENT.fail("after");

    Answer answer = initialize("acme", SERVER.pin(), LABEL);

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.json().getBoolean("up")).isTrue();
    assertThat(OPERATIONS.newestOutcome("INITIALIZE")).isEqualTo("SUCCEEDED");
    assertThat(OPERATIONS.newestOutcome("RUN_HOOK")).isEqualTo("FAILED");
    assertThat(SERVER.serverLog()).contains("HF010061", "push the key");
    assertThat(SERVER.latestTrace()).contains("| no answer from the other side", "failed");
    assertThat(OPERATIONS.material(objectId)).isEqualTo(KEY);
  }

  @Test
  @Order(10)
  void entrust_atItsOwnPath_keepsTheRemoteFileSystemInStep() throws IOException {
    assumeTrue(MachineUser.canBeMade() && Files.notExists(NFAST), "needs root, and no nShield");
    madeNfast = true;
    link(NFAST.resolve("toolkits/pkcs11/libcknfast.so"));
    VendorClient rfsSync = VendorClient.at(NFAST.resolve("bin/rfs-sync"));
    assertThat(OPERATIONS.reverseMigrate(SERVER.pin()).status()).isEqualTo(200);

    Answer answer = initialize("entrust", SERVER.pin(), LABEL);

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(rfsSync.calls()).containsExactly("--update", "--commit");
    assertThat(SERVER.latestTrace())
        .containsSubsequence("| this is --update", "committed", "| this is --commit");
    assertThat(securityConf()).contains("HSM_PROVIDER=\"2\"");
    assertThat(OPERATIONS.material(objectId)).isEqualTo(KEY);
  }

  @Test
  @Order(11)
  void entrust_withExtractableKeys_isAdvised() throws IOException {
    assumeTrue(madeNfast);
    Path conf = SERVER.home().resolve("etc/security.conf");
    Files.writeString(
        conf, securityConf().replace("HSM_KEY_EXTRACTABLE=\"0\"", "HSM_KEY_EXTRACTABLE=\"1\""));

    JsonObject vendors = vendors();

    assertThat(vendors.getBoolean("keyExtractable")).isTrue();
    assertThat(vendor(vendors, "entrust").getString("extractableKeyAdvice"))
        .contains("CKNFAST_OVERRIDE_SECURITY_ASSURANCES=explicitness;tokenkeys;longterm");
    Files.writeString(
        conf, securityConf().replace("HSM_KEY_EXTRACTABLE=\"1\"", "HSM_KEY_EXTRACTABLE=\"0\""));
  }

  @Test
  @Order(12)
  void luna_atItsOwnPath_initializes() throws IOException {
    assumeTrue(MachineUser.canBeMade() && Files.notExists(SAFENET), "needs root, and no Luna");
    madeSafenet = true;
    link(SAFENET.resolve("lunaclient/lib/libCryptoki2_64.so"));
    assertThat(OPERATIONS.reverseMigrate(SERVER.pin()).status()).isEqualTo(200);

    Answer answer = initialize("thales-luna", SERVER.pin(), LABEL);

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.text("type")).contains("Thales Luna");
    assertThat(securityConf()).contains("HSM_PROVIDER=\"1\"");
    assertThat(vendor(vendors(), "thales-luna").getBoolean("libraryThere")).isTrue();
    assertThat(OPERATIONS.material(objectId)).isEqualTo(KEY);
  }

  @Test
  @Tag(Thorough.TAG)
  @Order(13)
  void badPackOfTheVendorInUse_theVaultStartsClosedAndSaysSo() throws IOException {
    String inUse = OPERATIONS.hsm().getString("vendor");
    SERVER.stop();
    Files.writeString(SITE.resolve(inUse + ".yaml"), "id: " + inUse + "\nprovider: none\n");

    SERVER.startPlainWithToken();

    assertThat(SERVER.rest().get("/api/v1/system/status").text("vault")).isEqualTo("CLOSED");
    JsonObject cause = OPERATIONS.hsm().getJsonObject("cause");
    assertThat(cause.getString("code")).isEqualTo("HF-2301");
    assertThat(cause.getString("detail")).contains(inUse + ".yaml:");
    assertThat(SERVER.rest().get("/login.xhtml").status()).isEqualTo(200);
    assertThat(vendors().getJsonArray("problems")).hasSize(2);
  }

  private static void assertUnchanged() {
    assertThat(OPERATIONS.hsm().getString("state")).isEqualTo("PASSPHRASE_PROTECTED");
    assertThat(OPERATIONS.newestOutcome("INITIALIZE")).isEqualTo("FAILED");
    assertThat(SERVER.softHsm().rootKeys(LABEL, SERVER.pin())).isEqualTo(1);
    assertThat(CLIENT.calls()).containsExactly("before");
  }

  private static Answer initialize(String vendor, String pin, String label) {
    return SERVER
        .rest()
        .post(
            SERVER.sysadmin(),
            Operations.HSM + "/initialize",
            Json.createObjectBuilder()
                .add("vendor", vendor)
                .add("credential", pin)
                .add("recoveryPassphrase", SERVER.recoveryPassphrase())
                .add("tokenLabel", label)
                .build()
                .toString());
  }

  private static JsonObject vendors() {
    Answer answer = SERVER.rest().get(SERVER.sysadmin(), "/api/v1/hsm/vendors");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  private static JsonObject vendor(JsonObject vendors, String id) {
    return vendors.getJsonArray("vendors").getValuesAs(JsonObject.class).stream()
        .filter(vendor -> vendor.getString("id").equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static String securityConf() {
    return TrialServer.read(SERVER.home().resolve("etc/security.conf"));
  }

  private static void link(Path path) throws IOException {
    Files.createDirectories(path.getParent());
    Files.createSymbolicLink(path, SoftHsm.library());
  }
}
