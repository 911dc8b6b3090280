package org.holdfast.domain.backup.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.holdfast.domain.secret.SampleSecrets.key;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.holdfast.domain.backup.BackupType;
import org.holdfast.domain.backup.VaultTables.TableRows;
import org.holdfast.domain.crypto.Sealed;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.home.HomeFile;
import org.holdfast.domain.hsm.KeyRef;
import org.holdfast.domain.hsm.WrapMechanism;
import org.holdfast.domain.hsm.WrappedSecret;
import org.holdfast.domain.rootoftrust.RootOfTrust;
import org.holdfast.domain.rootoftrust.RootsOfTrust;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.SecretBytes;
import org.jspecify.annotations.Nullable;

/** Manifests and files for tests; the same arguments give the same bytes. */
final class SampleBackups {

  static final int KEY = 7;
  static final int MAC_KEY = 9;
  static final Sealed SEALED =
      new Sealed(Bytes.fromHex("000102030405060708090a0b"), Bytes.of(new byte[48]));

  private SampleBackups() {}

  /** A full backup in passphrase mode. */
  static BackupManifest plain(List<TableRows> tables) {
    return new BackupManifest(
        new UUID(1, 2),
        BackupType.FULL,
        "1.2.3",
        14,
        new UUID(3, 4),
        Instant.parse("2026-03-01T02:00:00.123456Z"),
        null,
        null,
        Map.of(
            HomeFile.WALLET, Bytes.of((byte) 1, (byte) 0, (byte) -1),
            HomeFile.PASSPHRASE_WALLET_PASSWORD, Bytes.of()),
        new UUID(5, 6),
        SEALED,
        tables,
        42);
  }

  /** An incremental backup in HSM mode. */
  static BackupManifest underHsm(List<TableRows> tables) {
    return new BackupManifest(
        new UUID(1, 3),
        BackupType.INCREMENTAL,
        "1.2.3",
        14,
        new UUID(3, 4),
        Instant.parse("2026-03-01T03:00:00Z"),
        new UUID(1, 2),
        RootsOfTrust.of(
            new RootOfTrust(
                "softhsm", "Tökén = 1, a", "0011aa", new KeyRef(3), Bytes.fromHex("a1b2c3"))),
        Map.of(
            HomeFile.WALLET, Bytes.of((byte) 1),
            HomeFile.HSM_WALLET_PASSWORD, Bytes.of((byte) 2),
            HomeFile.RESTORE_WALLET, Bytes.of((byte) 3),
            HomeFile.SECURITY_CONF, Bytes.of((byte) 4)),
        new UUID(5, 6),
        SEALED,
        tables,
        42);
  }

  static List<TableRows> tables(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                new TableRows("vault.table_" + (char) ('a' + i), List.of("id", "content"), 10L * i))
        .toList();
  }

  /** A file, in HSM mode with a proof. */
  static byte[] file(BackupManifest manifest, List<byte[]> rows) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (SecretBytes key = key(KEY);
        BackupWriter writer = new BackupWriter(out, manifest, proof(manifest), key)) {
      for (byte[] content : rows) {
        try (OutputStream table = writer.table()) {
          table.write(content);
        }
      }
      writer.finish();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }

  /** A file in passphrase mode with these tables. */
  static byte[] file(byte[]... rows) {
    return file(plain(tables(rows.length)), List.of(rows));
  }

  static Function<Bytes, BackupManifest.@Nullable Proof> proof(BackupManifest manifest) {
    return manifestBytes -> {
      try (SecretBytes macKey = key(MAC_KEY)) {
        return manifest.rootOfTrust() == null
            ? null
            : BackupManifest.Proof.make(wrapped(), macKey, manifestBytes);
      }
    };
  }

  static WrappedSecret wrapped() {
    return new WrappedSecret(
        new KeyRef(3),
        Bytes.fromHex("a1b2c3"),
        WrapMechanism.AES_GCM,
        Bytes.fromHex("000102030405060708090a0b"),
        Bytes.fromHex("ff00ff00"));
  }

  /** Reads a file from its first to its last byte with its key. */
  static List<byte[]> read(byte[] file) throws IOException {
    return read(file, KEY);
  }

  static List<byte[]> read(byte[] file, int keyByte) throws IOException {
    try (SecretBytes key = key(keyByte);
        BackupReader reader = new BackupReader(new ByteArrayInputStream(file))) {
      reader.unlock(key);
      List<byte[]> rows = new ArrayList<>();
      for (int i = 0; i < reader.manifest().tables().size(); i++) {
        rows.add(reader.table().readAllBytes());
      }
      reader.finish();
      return rows;
    }
  }

  static BackupWriter.Summary check(byte[] file) throws IOException {
    try (BackupReader reader = new BackupReader(new ByteArrayInputStream(file))) {
      return reader.checkWithoutKey();
    }
  }

  static byte[] random(int length) {
    byte[] content = new byte[length];
    new Random(length).nextBytes(content);
    return content;
  }

  static byte[] repeated(int length) {
    byte[] content = new byte[length];
    for (int i = 0; i < length; i++) {
      content[i] = (byte) (i % 100 / 7);
    }
    return content;
  }

  static void assertDamaged(ThrowingCallable call) {
    assertThatExceptionOfType(VaultException.class)
        .isThrownBy(call)
        .satisfies(
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.BACKUP_DAMAGED);
              assertThat(e.detail()).matches(".* \\(at byte \\d+\\)");
            });
  }
}
