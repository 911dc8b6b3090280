package org.holdfast.ejb.rootoftrust;

import java.util.UUID;
import org.holdfast.domain.backup.file.BackupManifest;
import org.holdfast.domain.rootoftrust.OperationTrace;

/**
 * What a restore puts in place of the tables in force: a backup that was checked. {@link
 * RestoreOperation} calls the methods in the order in which they stand here, on one thread, and
 * {@link #close} at the end, whatever happened.
 */
public interface RestoreContent extends AutoCloseable {

  /** In words, for the audit trail: file and destination. */
  String describe();

  BackupManifest manifest();

  OpenedBackup opened();

  /** Checks again what may have changed since it was checked first; changes nothing. */
  void check(OperationTrace trace);

  /** Loads the tables beside those in force and proves them. */
  void load(UUID operation, OperationTrace trace);

  /** Puts them in place of those in force; part of the commit. */
  void swap();

  /** Drops what was in force before. */
  void dropFormer();

  /** Closes the secrets, and drops what is left of loaded tables. */
  @Override
  void close();
}
