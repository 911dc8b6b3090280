package org.holdfast.domain.backup.file;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.holdfast.domain.backup.BackupType;
import org.holdfast.domain.crypto.Sealed;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.home.HomeFile;
import org.holdfast.domain.home.RecordFile;
import org.holdfast.domain.hsm.KeyRef;
import org.holdfast.domain.rootoftrust.NamedRoot;
import org.holdfast.domain.rootoftrust.RootOfTrust;
import org.holdfast.domain.rootoftrust.RootsOfTrust;
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
  // With several Roots of Trust, or one whose name is its own.
  private static final String TITLE_OF_SEVERAL = "holdfast backup manifest 2";
  private static final String FILE = "file.";
  private static final String ROOT = "root.";
  // Lines, and columns of tables: each becomes an object, of which a small file could ask for many.
  private static final int MOST_PARTS = 20_000;

  private ManifestForm() {}

  static Bytes encode(BackupManifest manifest) {
    RecordFile record =
        new RecordFile(namesRoots(manifest.roots()) ? TITLE_OF_SEVERAL : TITLE)
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
    putRoots(record, manifest.roots());
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
        String title = RecordFile.hasTitle(TITLE_OF_SEVERAL, encoded) ? TITLE_OF_SEVERAL : TITLE;
        BackupManifest manifest = read(RecordFile.decode(title, encoded));
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
        roots(record),
        files(record),
        UUID.fromString(record.get("master-key")),
        new Sealed(record.bytes("key-iv"), record.bytes("key")),
        TableLines.read(record),
        Long.parseLong(record.get("objects")));
  }

  /** Whether the roots are more than a manifest of version 1 can say. */
  static boolean namesRoots(@Nullable RootsOfTrust roots) {
    return roots != null
        && (roots.size() > 1 || !roots.primary().name().equals(RootsOfTrust.FIRST_NAME));
  }

  private static void putRoots(RecordFile record, @Nullable RootsOfTrust roots) {
    if (roots == null) {
      return;
    }
    if (!namesRoots(roots)) {
      putRoot(record, "", roots.primary().root());
      return;
    }
    for (int i = 0; i < roots.size(); i++) {
      String prefix = ROOT + (i + 1) + ".";
      NamedRoot root = roots.inOrder().get(i);
      record.with(prefix + "name", root.name());
      putRoot(record, prefix, root.root());
    }
  }

  private static void putRoot(RecordFile record, String prefix, RootOfTrust root) {
    String label = root.tokenLabel();
    record.with(prefix + "vendor", root.vendorId());
    if (label != null) {
      record.with(prefix + "token-label", label);
    }
    record
        .with(prefix + "token-serial", root.tokenSerial())
        .with(prefix + "key-number", Integer.toString(root.key().number()))
        .with(prefix + "check-value", root.checkValue().toHex());
  }

  private static @Nullable RootsOfTrust roots(RecordFile record) {
    List<NamedRoot> several = new ArrayList<>();
    for (int i = 1; record.find(ROOT + i + ".name").isPresent(); i++) {
      String prefix = ROOT + i + ".";
      String name = NamedRoot.requireName(record.get(prefix + "name"));
      several.add(new NamedRoot(name, root(record, prefix)));
    }
    if (!several.isEmpty()) {
      return new RootsOfTrust(several);
    }
    return record.find("vendor").isEmpty() ? null : RootsOfTrust.of(root(record, ""));
  }

  private static RootOfTrust root(RecordFile record, String prefix) {
    return new RootOfTrust(
        record.get(prefix + "vendor"),
        record.find(prefix + "token-label").orElse(null),
        record.get(prefix + "token-serial"),
        new KeyRef(record.number(prefix + "key-number")),
        record.bytes(prefix + "check-value"));
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
