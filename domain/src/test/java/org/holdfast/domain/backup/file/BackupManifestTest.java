package org.holdfast.domain.backup.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.holdfast.domain.backup.file.SampleBackups.assertDamaged;
import static org.holdfast.domain.backup.file.SampleBackups.plain;
import static org.holdfast.domain.backup.file.SampleBackups.tables;
import static org.holdfast.domain.backup.file.SampleBackups.underHsm;
import static org.holdfast.domain.secret.SampleSecrets.bytes;
import static org.holdfast.domain.secret.SampleSecrets.key;
import static org.holdfast.domain.secret.SampleSecrets.text;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.holdfast.domain.backup.VaultTables.TableRows;
import org.holdfast.domain.backup.file.BackupManifest.Proof;
import org.holdfast.domain.home.HomeFile;
import org.holdfast.domain.hsm.KeyRef;
import org.holdfast.domain.rootoftrust.NamedRoot;
import org.holdfast.domain.rootoftrust.RootOfTrust;
import org.holdfast.domain.rootoftrust.RootsOfTrust;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.SecretBytes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackupManifestTest {

  @Test
  void decode_ownForm_isEqual() {
    assertThat(BackupManifest.decode(plain(List.of()).encode())).isEqualTo(plain(List.of()));
    assertThat(BackupManifest.decode(plain(tables(20)).encode())).isEqualTo(plain(tables(20)));
    assertThat(BackupManifest.decode(underHsm(tables(2)).encode())).isEqualTo(underHsm(tables(2)));
  }

  @Test
  void decode_noTokenLabel_staysSo() {
    RootOfTrust root = Objects.requireNonNull(underHsm(List.of()).rootOfTrust());
    for (String label : new @Nullable String[] {null, "", " "}) {
      BackupManifest manifest =
          with(underHsm(List.of()), root.reachedBy("softhsm", label, "1"), Map.of(), List.of());

      assertThat(BackupManifest.decode(manifest.encode())).isEqualTo(manifest);
    }
  }

  @Test
  void decode_severalRoots_isEqual_andOfAVersionThatOlderVaultsRefuse() throws IOException {
    BackupManifest manifest = withRoots(several());

    assertThat(BackupManifest.decode(manifest.encode())).isEqualTo(manifest);
    assertThat(text(manifest.encode())).startsWith("holdfast backup manifest 2\n");
    byte[] file = SampleBackups.file(manifest, List.of());
    assertThat(new String(file, StandardCharsets.ISO_8859_1)).startsWith("HOLDFAST BACKUP 2\n");
    try (BackupReader reader = new BackupReader(new ByteArrayInputStream(file))) {
      assertThat(reader.manifest()).isEqualTo(manifest);
    }
    file["HOLDFAST BACKUP ".length()] = '1';
    assertDamaged(() -> new BackupReader(new ByteArrayInputStream(file)));
  }

  @Test
  void decode_oneRootUnderItsOwnName_keepsIt() {
    RootOfTrust root = Objects.requireNonNull(underHsm(List.of()).rootOfTrust());
    BackupManifest manifest = withRoots(new RootsOfTrust(List.of(new NamedRoot("cellar", root))));

    assertThat(BackupManifest.decode(manifest.encode())).isEqualTo(manifest);
    assertThat(manifest.isProvedByWalletPassword()).isFalse();
  }

  @Test
  void decode_rootsThatContradictThemselves_areDamaged() {
    String manifest = text(withRoots(several()).encode());
    for (String edited :
        List.of(
            manifest.replace("root.2.name=b", "root.2.name=a"),
            manifest.replace("root.2.name=b", "root.2.name=../b"),
            manifest.replace("root.2.token-serial=2", "root.2.token-serial=0011aa"),
            manifest.replace("root.2.", "root.3."),
            manifest.replace("manifest 2", "manifest 1"))) {
      assertThat(edited).isNotEqualTo(manifest);
      assertDamaged(() -> decode(edited));
    }
  }

  @Test
  void proofKey_followsFromWalletPasswordAndBackup() {
    try (SecretBytes one = Proof.keyFrom(key(1), new UUID(1, 1));
        SecretBytes same = Proof.keyFrom(key(1), new UUID(1, 1));
        SecretBytes otherBackup = Proof.keyFrom(key(1), new UUID(1, 2));
        SecretBytes otherPassword = Proof.keyFrom(key(2), new UUID(1, 1))) {
      assertThat(one.contentEquals(same)).isTrue();
      assertThat(one.contentEquals(otherBackup)).isFalse();
      assertThat(one.contentEquals(otherPassword)).isFalse();
    }
  }

  private static RootsOfTrust several() {
    RootOfTrust first = Objects.requireNonNull(underHsm(List.of()).rootOfTrust());
    RootOfTrust second =
        new RootOfTrust("thales-luna", null, "2", new KeyRef(3), Bytes.fromHex("b1b2b3"));
    return new RootsOfTrust(List.of(new NamedRoot("a", first), new NamedRoot("b", second)));
  }

  private static BackupManifest withRoots(RootsOfTrust roots) {
    BackupManifest like = underHsm(List.of());
    return new BackupManifest(
        like.id(),
        like.type(),
        like.version(),
        like.schemaVersion(),
        like.node(),
        like.created(),
        like.base(),
        roots,
        like.files(),
        like.masterKey(),
        like.key(),
        List.of(),
        like.objects());
  }

  @Test
  void rows_severalTables_areAddedUp() {
    assertThat(plain(tables(4)).rows()).isEqualTo(60);
    assertThat(plain(List.of()).rows()).isZero();
  }

  @ParameterizedTest
  @EnumSource(
      value = HomeFile.class,
      names = {"AUTO_LOGIN", "HSM_CREDENTIAL"})
  void sealedByTheKeyFile_isNeitherWrittenNorRead(HomeFile file) {
    BackupManifest manifest =
        with(plain(List.of()), null, Map.of(file, Bytes.of((byte) 1)), List.of());
    assertThatIllegalArgumentException().isThrownBy(manifest::encode);

    assertDamaged(() -> decode(edited("file.tde/ewallet.p12=", "file." + file.path() + "=")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "vault.a;drop",
        "vault.a b",
        "Vault.a",
        "vault.\"a\"",
        "vault.a.b",
        ".a",
        "vault.",
        "vault.a'",
        "1a",
        "vault.a--",
        "väult.a",
        "vault.a)"
      })
  void nameThatIsNoIdentifier_isNeitherWrittenNorRead(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plain(List.of(new TableRows(name, List.of("id"), 1))).encode());
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> plain(List.of(new TableRows("vault.a", List.of("id", name), 1))).encode());

    assertDamaged(() -> decode(edited("vault.table_a", name)));
    assertDamaged(() -> decode(edited("id,content", "id," + name)));
  }

  @Test
  void tablesTwiceOrWithoutColumnsOrWithImpossibleRows_areRefused() {
    TableRows table = new TableRows("vault.a", List.of("id"), 1);
    for (List<TableRows> tables :
        List.of(
            List.of(table, table),
            List.of(new TableRows("vault.a", List.of(), 1)),
            List.of(new TableRows("vault.a", List.of("id", "id"), 1)),
            List.of(new TableRows("vault.a", List.of("vault.id"), 1)),
            List.of(new TableRows("vault.a", List.of("id"), -1)),
            List.of(new TableRows("vault.a", List.of("id"), Long.MAX_VALUE)))) {
      assertThatIllegalArgumentException().isThrownBy(() -> plain(tables).encode());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "holdfast backup manifest 1|holdfast backup manifest 2",
        "type=FULL|type=HALF",
        "type=FULL|type=INCREMENTAL",
        "type=FULL|type=FULL\\nbase=00000000-0000-0001-0000-000000000002",
        "schema-version=14|schema-version=+14",
        "schema-version=14|schema-version=014",
        "schema-version=14|schema-version=99999999999",
        "objects=42|objects=-1",
        "objects=42|objects=",
        "id=00000000-0000-0001-0000-000000000002|id=0-0-1-0-2",
        "created=2026-03-01T02:00:00.123456Z|created=2026-03-01T02:00:00.1234560Z",
        "created=2026-03-01T02:00:00.123456Z|created=yesterday",
        "key-iv=000102|key-iv=0001zz",
        "key-iv=0001020304050607|key-iv=000102030405060A",
        "type=FULL|type=FULL\\nunknown=1",
        "type=FULL|type=FULL\\ntype=FULL",
        "type=FULL|type=FULL\\nvendor=softhsm",
        "type=FULL|type=FULL\\ntoken-label=softhsm",
        "table.1=|table.2=",
        "table.0=vault.table_a 0|table.0=vault.table_a 00",
        "table.0=vault.table_a 0|table.0=vault.table_a",
        "table.0=vault.table_a 0|table.0=vault.table_b 0",
        "id,content|id,content,",
      })
  void decode_anyOtherForm_isDamaged(String from, String to) {
    assertDamaged(() -> decode(edited(from, to.replace("\\n", "\n"))));
  }

  @Test
  void decode_partsWithoutNumber_areRefusedBeforeTheyAreTakenApart() {
    assertDamaged(() -> decode("holdfast backup manifest 1" + "\n".repeat(4 << 20)));
    assertDamaged(() -> decode("holdfast backup manifest 1" + "\n".repeat(3 << 20)));
    assertDamaged(() -> decode(edited("id,content", "a,".repeat(1 << 20) + "a")));
  }

  @Test
  void encode_tooLarge_isRefused() {
    BackupManifest manifest =
        with(
            plain(List.of()),
            null,
            Map.of(HomeFile.WALLET, Bytes.of(new byte[2 << 20])),
            List.of());

    assertThatIllegalArgumentException().isThrownBy(manifest::encode);
  }

  private static String edited(String from, String to) {
    String manifest = text(plain(tables(2)).encode());
    assertThat(manifest).contains(from);
    return manifest.replaceFirst(Pattern.quote(from), Matcher.quoteReplacement(to));
  }

  private static void decode(String manifest) {
    BackupManifest.decode(bytes(manifest));
  }

  private static BackupManifest with(
      BackupManifest like,
      @Nullable RootOfTrust root,
      Map<HomeFile, Bytes> files,
      List<TableRows> tables) {
    return new BackupManifest(
        like.id(),
        like.type(),
        like.version(),
        like.schemaVersion(),
        like.node(),
        like.created(),
        like.base(),
        root == null ? null : RootsOfTrust.of(root),
        files,
        like.masterKey(),
        like.key(),
        tables,
        like.objects());
  }
}
