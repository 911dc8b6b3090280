package org.holdfast.ejb.backup;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.holdfast.domain.backup.BackupRun;
import org.holdfast.domain.backup.BackupType;
import org.holdfast.domain.backup.VaultTables.KeysInUse;
import org.holdfast.domain.backup.VaultTables.Snapshot;
import org.holdfast.domain.backup.file.BackupKey;
import org.holdfast.domain.backup.file.BackupManifest;
import org.holdfast.domain.backup.file.BackupManifest.Proof;
import org.holdfast.domain.hsm.WrappedSecret;
import org.holdfast.domain.object.HsmHolder;
import org.holdfast.domain.rootoftrust.NamedRoot;
import org.holdfast.domain.rootoftrust.RootsOfTrust;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.ejb.rootoftrust.StillHome;
import org.jspecify.annotations.Nullable;

/** One moment of the vault, ready to be written: tables, files, and the keys of the backup. */
final class BackupMoment implements AutoCloseable {

  private final Snapshot snapshot;
  private final StillHome.Moment home;
  private final BackupKey key;
  private final @Nullable BackupRun base;
  private final @Nullable SecretBytes macKey;
  private final @Nullable WrappedSecret wrappedMacKey;

  /**
   * @param snapshot is owned by the new object, as the keys are
   * @param base null for a full backup
   * @param macKey null in passphrase mode
   * @param wrappedMacKey the same, wrapped by a Root of Trust key
   */
  BackupMoment(
      Snapshot snapshot,
      StillHome.Moment home,
      BackupKey key,
      @Nullable BackupRun base,
      @Nullable SecretBytes macKey,
      @Nullable WrappedSecret wrappedMacKey) {
    this.snapshot = snapshot;
    this.home = home;
    this.key = key;
    this.base = base;
    this.macKey = macKey;
    this.wrappedMacKey = wrappedMacKey;
  }

  Snapshot snapshot() {
    return snapshot;
  }

  SecretBytes key() {
    return key.key();
  }

  /** The full backup that it goes with; null for a full one. */
  @Nullable BackupRun base() {
    return base;
  }

  BackupType type() {
    return base == null ? BackupType.FULL : BackupType.INCREMENTAL;
  }

  boolean hsmMode() {
    return home.roots() != null;
  }

  BackupManifest manifest(UUID id, String version, UUID node, Instant created) {
    return new BackupManifest(
        id,
        type(),
        version,
        snapshot.schemaVersion(),
        node,
        created,
        base == null ? null : base.id(),
        home.roots(),
        home.files(),
        key.masterKey(),
        key.wrapped(),
        snapshot.tables(),
        snapshot.objects());
  }

  /** What the backup needs to be read: its wallet, its own key, the data keys in it. */
  KeysInUse keysInUse() {
    RootsOfTrust roots = home.roots();
    return snapshot
        .keysInUse()
        .with(
            key.masterKey(),
            roots == null
                ? List.of()
                : roots.inOrder().stream()
                    .map(NamedRoot::root)
                    .map(root -> new HsmHolder(root.key(), root.checkValue()))
                    .toList());
  }

  /** The proof over a manifest; null in passphrase mode. */
  @Nullable Proof prove(Bytes manifest) {
    SecretBytes secret = macKey;
    WrappedSecret wrapped = wrappedMacKey;
    if (secret == null || wrapped == null) {
      return null;
    }
    return Proof.make(wrapped, secret, manifest);
  }

  @Override
  public void close() {
    key.close();
    if (macKey != null) {
      macKey.close();
    }
    snapshot.close();
  }
}
