package org.holdfast.ejb.backup;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.audit.AuditEvent;
import org.holdfast.domain.audit.AuditOperation;
import org.holdfast.domain.backup.BackupProgress;
import org.holdfast.domain.backup.BackupRun;
import org.holdfast.domain.backup.BackupSchedule;
import org.holdfast.domain.backup.RunStatus;
import org.holdfast.domain.backup.ScheduleDraft;
import org.holdfast.domain.backup.ScheduleStatus;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.identifier.Uuid7;
import org.holdfast.domain.page.Page;
import org.holdfast.domain.page.PageRequest;
import org.holdfast.ejb.rootoftrust.RestoreGate;
import org.jspecify.annotations.Nullable;

/** When backups are made, and what was made (S74 to S76). */
@Stateless
@RolesAllowed(Role.Names.SYSTEM_ADMINISTRATOR)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ManageSchedules {

  @Resource private SessionContext context;
  @Inject private Destinations destinations;
  @Inject private BackupTransactions transactions;
  @Inject private BackupProgress progress;
  @Inject private RestoreGate gate;
  @Inject private Clock clock;
  @Inject private SecureRandom random;

  /** By name. */
  public List<ScheduleView> list() {
    UUID ongoing = ongoing();
    return transactions.schedules().stream().map(schedule -> view(schedule, ongoing)).toList();
  }

  /**
   * @throws VaultException {@link ErrorCode#SCHEDULE_UNKNOWN}
   */
  public ScheduleView find(UUID id) {
    return view(required(id), ongoing());
  }

  /**
   * Makes a schedule; a backup that is wanted now is one with no start and no period.
   *
   * @throws VaultException {@link ErrorCode#DESTINATION_UNKNOWN} at {@code destination}, {@link
   *     ErrorCode#SCHEDULE_NAME_TAKEN} at {@code name}, {@link ErrorCode#RESTORE_RUNNING}
   */
  public ScheduleView create(ScheduleDraft draft) {
    gate.requireNone();
    String destination = destinationOf(draft);
    if (transactions.schedules().stream().anyMatch(one -> one.name().equals(draft.name()))) {
      throw new VaultException(ErrorCode.SCHEDULE_NAME_TAKEN).atField("name");
    }
    BackupSchedule schedule = draft.toSchedule(Uuid7.next(random), clock.instant());
    transactions.save(
        schedule,
        event(
            AuditOperation.SCHEDULE_BACKUP,
            schedule,
            "to %s from %s, %s"
                .formatted(
                    destination,
                    schedule.start(),
                    schedule.period() == null ? "once" : "every " + schedule.period())));
    return view(schedule, ongoing());
  }

  /**
   * No run begins until it is resumed.
   *
   * @throws VaultException {@link ErrorCode#SCHEDULE_UNKNOWN}, {@link ErrorCode#SCHEDULE_STATE}
   *     unless it is active
   */
  public ScheduleView pause(UUID id) {
    BackupSchedule schedule = requiredIn(id, ScheduleStatus.ACTIVE);
    return changed(schedule.pause(), "paused");
  }

  /**
   * Runs begin again; what was missed meanwhile is made up by one.
   *
   * @throws VaultException {@link ErrorCode#SCHEDULE_UNKNOWN}, {@link ErrorCode#SCHEDULE_STATE}
   *     unless it is paused
   */
  public ScheduleView resume(UUID id) {
    BackupSchedule schedule = requiredIn(id, ScheduleStatus.PAUSED);
    return changed(schedule.resume(), "resumed");
  }

  /**
   * Deletes a schedule; its runs and their files stay.
   *
   * @throws VaultException {@link ErrorCode#SCHEDULE_UNKNOWN}, {@link ErrorCode#SCHEDULE_STATE}
   *     while a run of it is under way
   */
  public void delete(UUID id) {
    gate.requireNone();
    BackupSchedule schedule = required(id);
    if (id.equals(ongoing())) {
      throw state(ScheduleStatus.ONGOING);
    }
    transactions.deleteSchedule(id, event(AuditOperation.DELETE_SCHEDULE, schedule, ""));
  }

  /** The runs of all schedules, and what restores made beforehand, newest first (S76). */
  public Page<BackupRun> runs(PageRequest page) {
    return transactions.runs(page);
  }

  /** The newest run of each schedule that has one. */
  public List<BackupRun> lastRuns() {
    return transactions.lastOfEach();
  }

  /**
   * @throws VaultException {@link ErrorCode#BACKUP_UNKNOWN}
   */
  public BackupRun run(UUID id) {
    return transactions
        .run(id)
        .orElseThrow(() -> new VaultException(ErrorCode.BACKUP_UNKNOWN, id.toString()));
  }

  /** How far what is under way has come; null if nothing is. */
  public BackupProgress.@Nullable View progress() {
    return progress.now();
  }

  private ScheduleView changed(BackupSchedule schedule, String what) {
    transactions.save(schedule, event(AuditOperation.CHANGE_SCHEDULE, schedule, what));
    return view(schedule, ongoing());
  }

  private BackupSchedule requiredIn(UUID id, ScheduleStatus wanted) {
    gate.requireNone();
    BackupSchedule schedule = required(id);
    ScheduleStatus status = schedule.status(id.equals(ongoing()));
    if (status != wanted) {
      throw state(status);
    }
    return schedule;
  }

  private BackupSchedule required(UUID id) {
    return transactions
        .schedule(id)
        .orElseThrow(() -> new VaultException(ErrorCode.SCHEDULE_UNKNOWN, id.toString()));
  }

  private String destinationOf(ScheduleDraft draft) {
    try {
      return destinations.require(draft.destination()).name();
    } catch (VaultException e) {
      throw e.code() == ErrorCode.DESTINATION_UNKNOWN ? e.atField("destination") : e;
    }
  }

  /** The schedule whose run is under way; null if none is. */
  private @Nullable UUID ongoing() {
    return transactions
        .last()
        .filter(run -> run.status() == RunStatus.ONGOING)
        .map(BackupRun::schedule)
        .orElse(null);
  }

  private ScheduleView view(BackupSchedule schedule, @Nullable UUID ongoing) {
    return new ScheduleView(
        schedule, schedule.status(schedule.id().equals(ongoing)), nameOf(schedule.destination()));
  }

  private String nameOf(UUID destination) {
    try {
      return destinations.require(destination).name();
    } catch (VaultException e) {
      // One that is done keeps nobody from deleting its destination.
      if (e.code() == ErrorCode.DESTINATION_UNKNOWN) {
        return destination.toString();
      }
      throw e;
    }
  }

  private AuditEvent event(AuditOperation operation, BackupSchedule schedule, String what) {
    return AuditEvent.succeeded(
        context.getCallerPrincipal().getName(),
        operation,
        schedule.id(),
        what.isEmpty() ? schedule.name() : schedule.name() + ": " + what);
  }

  private static VaultException state(ScheduleStatus status) {
    return new VaultException(ErrorCode.SCHEDULE_STATE, "it is " + status);
  }
}
