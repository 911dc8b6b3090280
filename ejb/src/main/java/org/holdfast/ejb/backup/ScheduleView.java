package org.holdfast.ejb.backup;

import org.holdfast.domain.backup.BackupSchedule;
import org.holdfast.domain.backup.ScheduleStatus;

/**
 * A schedule as it is shown (S75).
 *
 * @param destination name of where its backups go
 */
public record ScheduleView(BackupSchedule schedule, ScheduleStatus status, String destination) {}
