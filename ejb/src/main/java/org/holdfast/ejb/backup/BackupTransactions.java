package org.holdfast.ejb.backup;

import static jakarta.ejb.TransactionAttributeType.REQUIRES_NEW;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.holdfast.domain.audit.AuditEvent;
import org.holdfast.domain.audit.AuditTrail;
import org.holdfast.domain.backup.BackupRepository;
import org.holdfast.domain.backup.BackupRun;
import org.holdfast.domain.backup.BackupSchedule;
import org.holdfast.domain.backup.RunOwner;
import org.holdfast.domain.backup.VaultTables.KeysInUse;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.page.Page;
import org.holdfast.domain.page.PageRequest;
import org.jspecify.annotations.Nullable;

/** The transactions of schedules and runs, each with its audit record. */
@Stateless
@PermitAll
@TransactionAttribute(REQUIRES_NEW)
public class BackupTransactions {

  @Inject private BackupRepository backups;
  @Inject private AuditTrail audit;

  public void audit(AuditEvent event) {
    audit.append(event);
  }

  public List<BackupSchedule> schedules() {
    return backups.schedules();
  }

  public Optional<BackupSchedule> schedule(UUID id) {
    return backups.schedule(id);
  }

  /**
   * @throws VaultException {@link ErrorCode#SCHEDULE_NAME_TAKEN}
   */
  public void save(BackupSchedule schedule, AuditEvent event) {
    backups.save(schedule);
    audit.append(event);
  }

  public void deleteSchedule(UUID id, AuditEvent event) {
    backups.deleteSchedule(id);
    audit.append(event);
  }

  public Optional<BackupRun> claimDue(RunOwner owner, Instant now, Instant claimUntil) {
    return backups.claimDue(owner, now, claimUntil);
  }

  public void begin(BackupRun run, RunOwner owner, Instant claimUntil) {
    backups.begin(run, owner, claimUntil);
  }

  public void keepClaim(UUID run, Instant claimUntil) {
    backups.keepClaim(run, claimUntil);
  }

  public List<BackupRun> abandoned(RunOwner owner, boolean lost, Instant now) {
    return backups.abandoned(owner, lost, now);
  }

  public Optional<BackupRun> run(UUID id) {
    return backups.run(id);
  }

  /** Records what a run's backup needs to be read. */
  public void saveKeys(UUID run, KeysInUse keys) {
    backups.saveKeys(run, keys);
  }

  public boolean isBase(UUID run) {
    return backups.isBase(run);
  }

  public Page<BackupRun> runs(PageRequest page) {
    return backups.runs(page);
  }

  public List<BackupRun> kept(UUID schedule) {
    return backups.kept(schedule);
  }

  public List<BackupRun> lastOfEach() {
    return backups.lastOfEach();
  }

  public List<BackupRun> keptBeforeRestores() {
    return backups.keptBeforeRestores();
  }

  public List<String> failedFiles(UUID destination) {
    return backups.failedFiles(destination);
  }

  public Optional<BackupRun> lastDone() {
    return backups.lastDone();
  }

  public Optional<BackupRun> last() {
    return backups.last();
  }

  /**
   * Records the new state of a run that is under way.
   *
   * @throws VaultException {@link ErrorCode#BACKUP_INTERRUPTED} if another node has ended it
   */
  public void saveOngoing(BackupRun run) {
    if (!backups.saveOngoing(run)) {
      throw new VaultException(
          ErrorCode.BACKUP_INTERRUPTED, "this process stood still, and another node ended the run");
    }
  }

  /** Records a run's new state, and what it means. */
  public void save(BackupRun run, AuditEvent event) {
    backups.save(run);
    audit.append(event);
  }

  /**
   * Records how a run ended, and when its schedule is due again.
   *
   * @param next of the schedule, unless it was deleted meanwhile
   * @throws VaultException {@link ErrorCode#BACKUP_INTERRUPTED} if another node has ended it, which
   *     is on record already
   */
  public void end(BackupRun run, UnaryOperator<BackupSchedule> next, AuditEvent event) {
    saveOngoing(run);
    @Nullable UUID schedule = run.schedule();
    if (schedule != null) {
      backups.schedule(schedule).map(next).ifPresent(backups::save);
    }
    audit.append(event);
  }
}
