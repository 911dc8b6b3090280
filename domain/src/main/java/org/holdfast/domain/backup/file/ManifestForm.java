package org.holdfast.domain.backup.file;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.holdfast.domain.backup.BackupType;
import org.holdfast.domain.crypto.Sealed;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.home.HomeFile;
import org.holdfast.domain.home.RecordFile;
import org.holdfast.domain.hsm.KeyRef;
import org.holdfast.domain.rootoftrust.RootOfTrust;
import org.holdfast.domain.secret.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * How a manifest is written. What is read must be, byte by byte, what would be written: an unknown
 * line, another order or another way to write a number is refused.
 */
final class ManifestForm {

  /** The files that a backup may hold; it never holds what the key file seals. */
  private static final Set<HomeFile> FILES =
      EnumSet.of(
          HomeFile.SECURITY_CONF,
          HomeFile.WALLET,
          HomeFile.PASSPHRASE_WALLET_PASSWORD,
          HomeFile.HSM_WALLET_PASSWORD,
          HomeFile.RESTORE_WALLET);

  private static final String TITLE = "holdfast backup manifest 1";
  private static final String FILE = "file.";
  // Lines, and columns of tables: each becomes an object, of which a small file could ask for many.
  private static final int MOST_PARTS = 20_000;

  private ManifestForm() {}

  static Bytes encode(BackupManifest manifest) {
    RecordFile record =
        new RecordFile(TITLE)
            .with("id", manifest.id().toString())
            .with("type", manifest.type().name())
            .with("version", manifest.version())
            .with("schema-version", Integer.toString(manifest.schemaVersion()))
            .with("node", manifest.node().toString())
            .with("created", manifest.created().toString())
            .with("objects", Long.toString(notNegative(manifest.objects())))
            .with("master-key", manifest.masterKey().toString())
            .with("key-iv", manifest.key().iv().toHex())
            .with("key", manifest.key().ciphertext().toHex());
    UUID base = manifest.base();
    if ((base == null) != (manifest.type() == BackupType.FULL)) {
      throw new IllegalArgumentException("An incremental backup has a base, a full one has none");
    }
    if (base != null) {
      record.with("base", base.toString());
    }
    putRootOfTrust(record, manifest.rootOfTrust());
    putFiles(record, manifest.files());
    TableLines.put(record, manifest.tables());
    Bytes encoded = record.encode();
    if (encoded.size() > FileForm.MANIFEST_BYTES || parts(encoded) > MOST_PARTS) {
      throw new IllegalArgumentException("The manifest is too large: " + encoded.size());
    }
    return encoded;
  }

  static BackupManifest decode(Bytes encoded) {
    try {
      if (encoded.size() <= FileForm.MANIFEST_BYTES && parts(encoded) <= MOST_PARTS) {
        BackupManifest manifest = read(RecordFile.decode(TITLE, encoded));
        if (encode(manifest).equals(encoded)) {
          return manifest;
        }
      }
    } catch (VaultException | IllegalArgumentException | DateTimeException e) {
      // Without its cause, which quotes the file.
      throw otherForm();
    }
    throw otherForm();
  }

  private static VaultException otherForm() {
    return FileForm.damaged("the manifest has another form", FileForm.MANIFEST_AT);
  }

  private static BackupManifest read(RecordFile record) {
    return new BackupManifest(
        UUID.fromString(record.get("id")),
        BackupType.valueOf(record.get("type")),
        record.get("version"),
        record.number("schema-version"),
        UUID.fromString(record.get("node")),
        Instant.parse(record.get("created")),
        record.find("base").map(UUID::fromString).orElse(null),
        rootOfTrust(record),
        files(record),
        UUID.fromString(record.get("master-key")),
        new Sealed(record.bytes("key-iv"), record.bytes("key")),
        TableLines.read(record),
        Long.parseLong(record.get("objects")));
  }

  private static void putRootOfTrust(RecordFile record, @Nullable RootOfTrust root) {
    if (root == null) {
      return;
    }
    String label = root.tokenLabel();
    record.with("vendor", root.vendorId());
    if (label != null) {
      record.with("token-label", label);
    }
    record
        .with("token-serial", root.tokenSerial())
        .with("key-number", Integer.toString(root.key().number()))
        .with("check-value", root.checkValue().toHex());
  }

  private static @Nullable RootOfTrust rootOfTrust(RecordFile record) {
    if (record.find("vendor").isEmpty()) {
      return null;
    }
    return new RootOfTrust(
        record.get("vendor"),
        record.find("token-label").orElse(null),
        record.get("token-serial"),
        new KeyRef(record.number("key-number")),
        record.bytes("check-value"));
  }

  private static void putFiles(RecordFile record, Map<HomeFile, Bytes> files) {
    if (!FILES.containsAll(files.keySet())) {
      throw new IllegalArgumentException("A backup holds none but " + FILES);
    }
    for (HomeFile file : FILES) {
      Bytes content = files.get(file);
      if (content != null) {
        record.with(FILE + file.path(), content.toHex());
      }
    }
  }

  private static Map<HomeFile, Bytes> files(RecordFile record) {
    Map<HomeFile, Bytes> files = new EnumMap<>(HomeFile.class);
    for (HomeFile file : FILES) {
      if (record.find(FILE + file.path()).isPresent()) {
        files.put(file, record.bytes(FILE + file.path()));
      }
    }
    return files;
  }

  private static long notNegative(long count) {
    if (count < 0) {
      throw new IllegalArgumentException("Nothing is counted below 0: " + count);
    }
    return count;
  }

  private static int parts(Bytes encoded) {
    int parts = 0;
    for (byte one : encoded.toByteArray()) {
      if (one == '\n' || one == ',') {
        parts++;
      }
    }
    return parts;
  }
}
