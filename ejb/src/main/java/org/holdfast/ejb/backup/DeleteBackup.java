package org.holdfast.ejb.backup;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.audit.AuditEvent;
import org.holdfast.domain.audit.AuditOperation;
import org.holdfast.domain.backup.BackupRun;
import org.holdfast.domain.backup.BackupStore;
import org.holdfast.domain.backup.RunStatus;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.ejb.rootoftrust.RestoreGate;
import org.jspecify.annotations.Nullable;

/**
 * Deletes a backup before it expires: keys that nothing else needs can be destroyed then (B9), and
 * backups of schedules that are gone do not stay for ever.
 */
@Stateless
@RolesAllowed(Role.Names.SYSTEM_ADMINISTRATOR)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class DeleteBackup {

  @Resource private SessionContext context;
  @Inject private Destinations destinations;
  @Inject private BackupTransactions transactions;
  @Inject private RestoreGate gate;

  /**
   * Deletes the file at its destination and records that it is gone. Of a destination that was
   * deleted the vault knows no way to the file: then it is recorded alone.
   *
   * @return the run as it is now
   * @throws VaultException {@link ErrorCode#BACKUP_UNKNOWN} if no such file is kept, {@link
   *     ErrorCode#BACKUP_IS_BASE}, {@link ErrorCode#RESTORE_RUNNING}, {@link
   *     ErrorCode#DESTINATION_UNREACHABLE} and what else may be wrong there: nothing is recorded
   *     then
   */
  public BackupRun delete(UUID id) {
    gate.requireNone();
    Optional<BackupRun> known = transactions.run(id);
    try {
      BackupRun run =
          known
              .filter(one -> one.status() == RunStatus.DONE)
              .orElseThrow(() -> new VaultException(ErrorCode.BACKUP_UNKNOWN, id.toString()));
      if (transactions.isBase(id)) {
        throw new VaultException(ErrorCode.BACKUP_IS_BASE, String.valueOf(run.file()));
      }
      String left = deleteFile(run) ? "is deleted" : "is forgotten, with its destination";
      BackupRun gone = run.expired();
      transactions.save(gone, event(run, left));
      return gone;
    } catch (RuntimeException e) {
      VaultException failure = BackupFailures.of(e);
      transactions.audit(
          AuditEvent.failed(
              actor(),
              AuditOperation.DELETE_BACKUP,
              id,
              failure.code(),
              known.map(run -> run.scheduleName() + ": ").orElse("")
                  + BackupFailures.text(failure)));
      throw failure;
    }
  }

  /** False if nobody knows any more where it lies. */
  private boolean deleteFile(BackupRun run) {
    @Nullable String file = run.file();
    try (BackupStore store = destinations.open(run.destination())) {
      if (file != null) {
        store.delete(file);
      }
      return true;
    } catch (VaultException e) {
      if (e.code() == ErrorCode.DESTINATION_UNKNOWN) {
        return false;
      }
      throw e;
    }
  }

  private AuditEvent event(BackupRun run, String left) {
    return AuditEvent.succeeded(
        actor(),
        AuditOperation.DELETE_BACKUP,
        run.id(),
        "%s: %s %s".formatted(run.scheduleName(), run.file(), left));
  }

  private String actor() {
    return context.getCallerPrincipal().getName();
  }
}
