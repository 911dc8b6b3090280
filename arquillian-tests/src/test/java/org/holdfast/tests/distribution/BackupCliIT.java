package org.holdfast.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * {@code bin/holdfast backup} as an administrator uses it, with secrets by file descriptor and by
 * environment, never as arguments. The steps build on each other.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BackupCliIT {

  private static final int DONE = 0;
  private static final int REFUSED = 1;
  private static final int USAGE = 2;
  private static final int UNREACHABLE = 3;
  private static final int SIGN_IN = 4;
  private static final int DAMAGED = 5;

  private static final Pattern FILE =
      Pattern.compile("hfbackup_[a-z0-9-]+_full_\\d{14}(_hsm)?\\.bkp");

  /** The vault's own proof of its backups would be in the way of restores. */
  private static final TrialServer SERVER =
      TrialServer.fresh("backup-cli").with("HOLDFAST_BACKUP_PROVE_HOURS", "0");

  private static final Operations OPERATIONS = new Operations(SERVER);
  private static final Path WORK = SERVER.home().resolveSibling("backup-cli-files");
  private static final Path SHELF = WORK.resolve("shelf");
  private static final Path SECRET = WORK.resolve("secret");

  private static String file = "";

  @BeforeAll
  static void start() throws IOException {
    TrialServer.delete(WORK);
    Files.createDirectories(SHELF);
    SERVER.start();
  }

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @Test
  @Order(1)
  void destination_isMadeAndListed() {
    Command.Result made =
        backup("destination", "create", "shelf", "--method", "local", "--path", SHELF.toString());
    assertThat(made.exitCode()).as(made.output()).isEqualTo(DONE);

    assertThat(good("destination", "list")).contains("shelf", "LOCAL", SHELF.toString());
    assertThat(good("destination", "public-key")).startsWith("ssh-ed25519 AAAA");
  }

  @Test
  @Order(1)
  void unknownDestination_wrongPassword_noServer_haveTheirExitCodes() {
    assertThat(backup("list", "--from", "nowhere")).matches(is(REFUSED, "HF-6001"));
    assertThat(backup("destination", "create", "none", "--method", "local", "--path", "/no/folder"))
        .matches(is(REFUSED, "HF-6007"));
    assertThat(withPassword("not the password", "list")).matches(is(SIGN_IN, ""));
    assertThat(backup("list", "--url", "https://127.0.0.1:1/")).matches(is(UNREACHABLE, ""));
  }

  @Test
  @Order(2)
  void now_makesABackup_thatListsShow() {
    Matcher matcher = FILE.matcher(good("now", "--to", "shelf", "--name", "by hand"));
    assertThat(matcher.find()).isTrue();
    file = matcher.group();

    assertThat(SHELF.resolve(file)).isNotEmptyFile();
    assertThat(good("list", "--from", "shelf")).contains(file, "HSM");
    assertThat(good("runs")).contains("by hand", "DONE", file);
    assertThat(good("status")).contains("Last good", file);
    assertThat(good("status", "--json")).startsWith("{").contains("\"lastGood\"", file);
  }

  @Test
  @Order(3)
  void testRestore_takesThePassphrase_fromAFileDescriptor() {
    Command.Result right =
        withDescriptor(
            SERVER.recoveryPassphrase(), "test", file, "--from", "shelf", "--passphrase-fd", "3");
    assertThat(right).matches(is(DONE, file + " can be restored"));

    assertThat(
            withDescriptor(
                "not the passphrase", "test", file, "--from", "shelf", "--passphrase-fd", "3"))
        .matches(is(REFUSED, "HF-2004"));
    assertThat(backup("test", file, "--from", "shelf", "--passphrase-fd", "7"))
        .matches(is(USAGE, "7"));
  }

  @Test
  @Order(3)
  void verify_needsNoServer_andFindsDamage() throws IOException {
    assertThat(offline("verify", SHELF.resolve(file).toString()))
        .matches(is(DONE, "In order as far as structure and checksums tell"));
    assertThat(
            withDescriptor("any", "verify", SHELF.resolve(file).toString(), "--passphrase-fd", "3"))
        .matches(is(REFUSED, "HF-2004"));
    assertThat(offline("verify", SHELF.resolve(file).toString(), "--passphrase"))
        .matches(is(REFUSED, "needs the HSM"));

    byte[] content = Files.readAllBytes(SHELF.resolve(file));
    content[content.length / 2] ^= 1;
    Path damaged = Files.write(WORK.resolve("damaged.bkp"), content);
    assertThat(offline("verify", damaged.toString())).matches(is(DAMAGED, "HF-6014"));
  }

  @Test
  @Order(4)
  void restore_takesThePassphrase_fromTheEnvironment() {
    byte[] key = new SecureRandom().generateSeed(32);
    String later = OPERATIONS.store("later", key);
    assertThat(backup("restore", file, "--from", "shelf").exitCode()).isEqualTo(USAGE);
    assertThat(OPERATIONS.material(later)).isEqualTo(key);

    Command.Result restored =
        run(
            Map.of("HOLDFAST_RECOVERY_PASSPHRASE", SERVER.recoveryPassphrase()),
            List.of("restore", file, "--from", "shelf", "--yes"));

    assertThat(restored).matches(is(DONE, "Restored from " + file));
    assertThat(SERVER.rest().get(SERVER.keyadmin(), Operations.OBJECTS + "/" + later).status())
        .isEqualTo(404);
    assertThat(good("list")).contains("before-restore", file);
    assertThat(SERVER.errors()).isEmpty();
  }

  @Test
  @Order(5)
  void verify_decryptsABackupInPassphraseMode() {
    Answer reversed = OPERATIONS.reverseMigrate(SERVER.pin());
    assertThat(reversed.status()).as(reversed.body()).isEqualTo(200);
    Matcher matcher = FILE.matcher(good("now", "--to", "shelf"));
    assertThat(matcher.find()).isTrue();
    String made = SHELF.resolve(matcher.group()).toString();
    assertThat(made).doesNotContain("_hsm");

    assertThat(
            run(
                Map.of("HOLDFAST_RECOVERY_PASSPHRASE", SERVER.recoveryPassphrase()),
                List.of("verify", made, "--passphrase")))
        .matches(is(DONE, "every row was decrypted"));
  }

  private static Predicate<Command.Result> is(int exitCode, String output) {
    return result -> result.exitCode() == exitCode && result.output().contains(output);
  }

  private static String good(String... arguments) {
    Command.Result result = backup(arguments);
    assertThat(result.exitCode()).as(result.output()).isEqualTo(DONE);
    return result.output();
  }

  /** With the password in the environment. */
  private static Command.Result backup(String... arguments) {
    return run(Map.of("HOLDFAST_PASSWORD", SERVER.sysadmin().password()), List.of(arguments));
  }

  /** With the password from file descriptor 3. */
  private static Command.Result withPassword(String password, String... arguments) {
    List<String> words = new ArrayList<>(List.of(arguments));
    words.addAll(List.of("--password-fd", "3"));
    return withDescriptor(password, words.toArray(String[]::new));
  }

  /** With a secret in file descriptor 3, from a file that only its owner reads. */
  private static Command.Result withDescriptor(String secret, String... arguments) {
    try {
      Files.writeString(SECRET, secret + "\n");
      Files.setPosixFilePermissions(SECRET, PosixFilePermissions.fromString("rw-------"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return TrialServer.backup(
        environment(Map.of("HOLDFAST_PASSWORD", SERVER.sysadmin().password())),
        SECRET,
        List.of(arguments));
  }

  /** Without any user, or a home with a credential. */
  private static Command.Result offline(String... arguments) {
    return TrialServer.backup(Map.of("HOLDFAST_HOME", WORK.toString()), null, List.of(arguments));
  }

  private static Command.Result run(Map<String, String> secrets, List<String> arguments) {
    Map<String, String> variables = new HashMap<>(secrets);
    variables.putIfAbsent("HOLDFAST_PASSWORD", SERVER.sysadmin().password());
    return TrialServer.backup(environment(variables), null, arguments);
  }

  private static Map<String, String> environment(Map<String, String> secrets) {
    Map<String, String> variables = new HashMap<>(secrets);
    variables.put("HOLDFAST_USER", SERVER.sysadmin().name());
    variables.put("HOLDFAST_HOME", SERVER.home().toString());
    variables.put("HOLDFAST_URL", SERVER.uri().toString());
    return variables;
  }
}
