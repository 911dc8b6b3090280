package org.holdfast.ejb.backup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.holdfast.domain.audit.AuditEvent;
import org.holdfast.domain.audit.AuditOperation;
import org.holdfast.domain.backup.BackupRun;
import org.holdfast.domain.backup.BackupStore;
import org.holdfast.domain.backup.Retention;
import org.holdfast.ejb.node.SystemMessages;

/**
 * Deletes the files that a schedule keeps no longer, and those made before restores of long ago.
 */
@ApplicationScoped
class BackupExpiry {

  @Inject private BackupTransactions transactions;
  @Inject private Destinations destinations;
  @Inject private Clock clock;

  /**
   * Deletes what the schedule of a run that succeeded keeps no longer; after one that a restore
   * made beforehand, former ones. What cannot be deleted now is tried again after the next backup.
   */
  void expire(BackupRun done) {
    List<BackupRun> expired;
    try {
      expired = expiredWith(done);
    } catch (RuntimeException e) {
      SystemMessages.LOG.backupNotDeleted(done.scheduleName(), text(e));
      return;
    }
    expired.stream().map(BackupRun::destination).distinct().forEach(id -> expireAt(id, expired));
  }

  private List<BackupRun> expiredWith(BackupRun done) {
    UUID schedule = done.schedule();
    return schedule == null
        ? Retention.expiredBeforeRestores(transactions.keptBeforeRestores(), clock.instant())
        : transactions
            .schedule(schedule)
            .map(
                current -> Retention.expired(current, transactions.kept(schedule), clock.instant()))
            .orElse(List.of());
  }

  private void expireAt(UUID destination, List<BackupRun> expired) {
    List<BackupRun> there =
        expired.stream().filter(run -> run.destination().equals(destination)).toList();
    try (BackupStore store = destinations.open(destination)) {
      there.forEach(run -> expire(run, store));
    } catch (RuntimeException e) {
      SystemMessages.LOG.backupNotDeleted(String.valueOf(there.get(0).file()), text(e));
    }
  }

  private void expire(BackupRun run, BackupStore store) {
    String file = run.file();
    if (file != null) {
      store.delete(file);
    }
    transactions.save(
        run.expired(),
        AuditEvent.succeeded(
            AuditEvent.SYSTEM,
            AuditOperation.BACK_UP,
            run.id(),
            "%s: %s has expired and is deleted".formatted(run.scheduleName(), file)));
  }

  private static String text(RuntimeException failure) {
    return BackupFailures.text(BackupFailures.of(failure));
  }
}
