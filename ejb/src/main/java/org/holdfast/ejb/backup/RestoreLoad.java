package org.holdfast.ejb.backup;

import java.util.UUID;
import org.holdfast.domain.backup.VaultTables;
import org.holdfast.domain.backup.VaultTables.Staged;
import org.holdfast.domain.backup.file.BackupManifest;
import org.holdfast.domain.rootoftrust.OperationTrace;
import org.holdfast.ejb.rootoftrust.OpenedBackup;
import org.holdfast.ejb.rootoftrust.RestoreContent;
import org.jspecify.annotations.Nullable;

/** The tables of a backup on their way to be those in force. */
final class RestoreLoad implements RestoreContent {

  private final CheckedBackup backup;
  private final String source;
  private final BackupCheck check;
  private final BackupLoader loader;
  private final VaultTables tables;
  private @Nullable Staged staged;

  /**
   * @param backup is closed with this
   * @param source name of the destination
   */
  RestoreLoad(
      CheckedBackup backup,
      String source,
      BackupCheck check,
      BackupLoader loader,
      VaultTables tables) {
    this.backup = backup;
    this.source = source;
    this.check = check;
    this.loader = loader;
    this.tables = tables;
  }

  @Override
  public String describe() {
    return backup.file() + " of destination " + source;
  }

  @Override
  public BackupManifest manifest() {
    return backup.manifest();
  }

  @Override
  public OpenedBackup opened() {
    return backup.opened();
  }

  @Override
  public void check(OperationTrace trace) {
    check.requireStandalone();
    BackupFacts facts = BackupFacts.of(backup);
    trace.step(
        "%s, made at %s by version %s, %d rows"
            .formatted(facts.type(), facts.created(), facts.version(), facts.rows()));
  }

  @Override
  public void load(UUID operation, OperationTrace trace) {
    Staged fresh = tables.stage(operation);
    staged = fresh;
    loader.load(backup, fresh, (step, work) -> trace.step(step + ": " + work.get()));
  }

  @Override
  public void swap() {
    Staged loaded = staged;
    if (loaded == null) {
      throw new IllegalStateException("Nothing was loaded");
    }
    loaded.swap();
  }

  @Override
  public void dropFormer() {
    Staged loaded = staged;
    staged = null;
    if (loaded != null) {
      loaded.close();
    }
  }

  @Override
  public void close() {
    try {
      dropFormer();
    } finally {
      backup.close();
    }
  }
}
