package org.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.holdfast.cli.failure.ExitCode;
import org.holdfast.domain.backup.BackupType;
import org.holdfast.domain.backup.VaultTables.TableRows;
import org.holdfast.domain.backup.file.BackupKey;
import org.holdfast.domain.backup.file.BackupManifest;
import org.holdfast.domain.backup.file.BackupManifest.Proof;
import org.holdfast.domain.backup.file.BackupWriter;
import org.holdfast.domain.home.HomeFile;
import org.holdfast.domain.hsm.KeyRef;
import org.holdfast.domain.hsm.WrapMechanism;
import org.holdfast.domain.hsm.WrappedSecret;
import org.holdfast.domain.rootoftrust.RootOfTrust;
import org.holdfast.domain.rootoftrust.RootsOfTrust;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.domain.wallet.MasterKeyRing;
import org.holdfast.domain.wallet.WalletFile;
import org.holdfast.domain.wallet.WrappedWalletPassword;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code holdfast backup verify}, with files as the vault writes them. */
class VerifyTest extends CommandTest {

  private static final String PASSPHRASE = "correct horse battery";
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int ROWS = 3000;

  /** Made once: Argon2id takes its time. */
  private static final byte[] WALLET_PASSWORD =
      new byte[WrappedWalletPassword.WALLET_PASSWORD_BYTES];

  private static final Bytes UNDER_PASSPHRASE = underPassphrase();

  private static Bytes underPassphrase() {
    RANDOM.nextBytes(WALLET_PASSWORD);
    try (SecretBytes walletPassword = SecretBytes.copyOf(WALLET_PASSWORD);
        SecretChars passphrase = SecretChars.copyOf(PASSPHRASE.toCharArray())) {
      return WrappedWalletPassword.UnderPassphrase.wrap(walletPassword, passphrase, RANDOM)
          .encode();
    }
  }

  /** What a file is to be like. */
  private enum Mode {
    PASSPHRASE,
    HSM
  }

  private Path write(Mode mode, int rowsInManifest, byte[] rows) throws IOException {
    Path file = home.resolve("a.bkp");
    UUID id = UUID.randomUUID();
    try (MasterKeyRing ring = MasterKeyRing.create(RANDOM);
        SecretBytes walletPassword = SecretBytes.copyOf(WALLET_PASSWORD);
        BackupKey key = BackupKey.fresh(ring, id, RANDOM);
        OutputStream out = Files.newOutputStream(file)) {
      boolean hsm = mode == Mode.HSM;
      Map<HomeFile, Bytes> files = new HashMap<>();
      files.put(HomeFile.WALLET, WalletFile.encode(ring, walletPassword));
      WrappedSecret wrapped =
          new WrappedSecret(
              new KeyRef(3),
              Bytes.fromHex("a1b2c3"),
              WrapMechanism.AES_GCM,
              Bytes.fromHex("000102030405060708090a0b"),
              Bytes.fromHex("ff00ff00"));
      if (hsm) {
        files.put(
            HomeFile.HSM_WALLET_PASSWORD, new WrappedWalletPassword.UnderHsm(wrapped).encode());
      } else {
        files.put(HomeFile.PASSPHRASE_WALLET_PASSWORD, UNDER_PASSPHRASE);
      }
      BackupManifest manifest =
          new BackupManifest(
              id,
              BackupType.FULL,
              "0.1.0",
              12,
              UUID.randomUUID(),
              Instant.parse("2026-11-21T02:00:00Z"),
              null,
              hsm
                  ? RootsOfTrust.of(
                      new RootOfTrust(
                          "softhsm", null, "serial", new KeyRef(3), Bytes.fromHex("a1b2c3")))
                  : null,
              files,
              key.masterKey(),
              key.wrapped(),
              List.of(
                  new TableRows("vault.security_object", List.of("id", "name"), rowsInManifest),
                  new TableRows("vault.empty", List.of("id"), 0)),
              7);
      try (BackupWriter writer =
          new BackupWriter(
              out,
              manifest,
              bytes -> hsm ? Proof.make(wrapped, walletPassword, bytes) : null,
              key.key())) {
        try (OutputStream table = writer.table()) {
          table.write(rows);
        }
        try (OutputStream table = writer.table()) {
          table.write(rows(0));
        }
        writer.finish();
      }
    }
    return file;
  }

  /** Two columns, one of them empty in every other row. */
  private static byte[] rows(int number) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.write("PGCOPY\n\u00ff\r\n\0".getBytes(StandardCharsets.ISO_8859_1));
    out.writeInt(0);
    out.writeInt(0);
    for (int i = 0; i < number; i++) {
      byte[] noise = new byte[100 * 8];
      RANDOM.nextBytes(noise);
      out.writeShort(2);
      out.writeInt(noise.length);
      out.write(noise);
      out.writeInt(i % 2 == 0 ? -1 : 0);
    }
    out.writeShort(-1);
    return bytes.toByteArray();
  }

  private Path good(Mode mode) throws IOException {
    return write(mode, ROWS, rows(ROWS));
  }

  private Outcome verifyAll(Path file) {
    environment.put("HOLDFAST_RECOVERY_PASSPHRASE", PASSPHRASE);
    return run("verify", file.toString(), "--passphrase");
  }

  @Test
  void withoutPassphrase_tellsWhatTheFileSays() throws IOException {
    Path file = good(Mode.PASSPHRASE);

    Outcome outcome = run("verify", file.toString());

    assertThat(outcome.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(outcome.out())
        .contains("Type        FULL", "Mode        passphrase", "Objects     7", "Rows        3000")
        .contains("vault.security_object  3000")
        .endsWith("the rows were not decrypted.\n");
    assertThat(prompts).isEmpty();
    assertThat(peer().asked()).isEmpty();
  }

  @Test
  void withPassphrase_readsEveryRow() throws IOException {
    Outcome outcome = verifyAll(good(Mode.PASSPHRASE));

    assertThat(outcome.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(outcome.out()).contains("In order: every row was decrypted");
  }

  @Test
  void withPassphraseFromPrompt_json() throws IOException {
    typed.add(PASSPHRASE);

    Outcome outcome = run("verify", good(Mode.PASSPHRASE).toString(), "--passphrase", "--json");

    assertThat(outcome.out()).startsWith("{\"checked\":\"ALL\"").contains("\"rows\":3000");
    assertThat(prompts).containsExactly("Recovery passphrase of the backup");
  }

  @Test
  void wrongPassphrase_isRefusedButNoDamage() throws IOException {
    typed.add("another passphrase");

    Outcome outcome = run("verify", good(Mode.PASSPHRASE).toString(), "--passphrase");

    assertThat(outcome.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(outcome.err()).startsWith("Error: HF-2004: The recovery passphrase is wrong");
  }

  @Test
  void hsmMode_withoutPassphrase_isCheckedAsFarAsThatGoes() throws IOException {
    Outcome outcome = run("verify", good(Mode.HSM).toString());

    assertThat(outcome.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(outcome.out()).contains("key 3, check value a1b2c3, token serial (softhsm)");
  }

  @Test
  void hsmMode_withPassphrase_saysWhatDoesIt() throws IOException {
    Outcome outcome = verifyAll(good(Mode.HSM));

    assertThat(outcome.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(outcome.err())
        .contains("All of it needs the HSM", "holdfast backup test a.bkp --from DESTINATION");
    assertThat(prompts).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.0005, 0.5, 1})
  void anyChangedByte_isDamage(double where) throws IOException {
    Path file = good(Mode.PASSPHRASE);
    byte[] content = Files.readAllBytes(file);
    content[(int) (where * (content.length - 1))] ^= 0x10;
    Files.write(file, content);

    assertThat(run("verify", file.toString()).exitCode()).isEqualTo(ExitCode.DAMAGED);
    assertThat(verifyAll(file).exitCode()).isEqualTo(ExitCode.DAMAGED);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.001, 0.99999})
  void fileThatWasCutOff_isDamage(double where) throws IOException {
    Path file = good(Mode.PASSPHRASE);
    byte[] content = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(content, (int) (where * content.length)));

    assertThat(run("verify", file.toString()).exitCode()).isEqualTo(ExitCode.DAMAGED);
    assertThat(verifyAll(file).exitCode()).isEqualTo(ExitCode.DAMAGED);
  }

  @Test
  void otherNumberOfRows_isFoundWithThePassphraseAlone() throws IOException {
    Path file = write(Mode.PASSPHRASE, ROWS + 1, rows(ROWS));

    assertThat(run("verify", file.toString()).exitCode()).isEqualTo(ExitCode.OK);
    Outcome outcome = verifyAll(file);
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.DAMAGED);
    assertThat(outcome.err())
        .contains("HF-6023", "vault.security_object has 3000 rows, and the manifest says 3001");
  }

  @Test
  void rowsThatAreNone_areFoundWithThePassphraseAlone() throws IOException {
    byte[] cut = java.util.Arrays.copyOf(rows(2), 500);

    Outcome outcome = verifyAll(write(Mode.PASSPHRASE, 2, cut));

    assertThat(outcome.exitCode()).isEqualTo(ExitCode.DAMAGED);
    assertThat(outcome.err()).contains("vault.security_object: its rows end too early");
  }

  @Test
  void noSuchFile_isWrongUse() {
    assertThat(run("verify", home.resolve("none.bkp").toString()).exitCode())
        .isEqualTo(ExitCode.USAGE);
    assertThat(run("verify", home.toString()).exitCode()).isEqualTo(ExitCode.USAGE);
  }
}
