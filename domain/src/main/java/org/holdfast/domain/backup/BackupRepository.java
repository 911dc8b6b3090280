package org.holdfast.domain.backup;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.page.Page;
import org.holdfast.domain.page.PageRequest;

/** The node's schedules and their runs. */
public interface BackupRepository {

  /** By name. */
  List<BackupSchedule> schedules();

  Optional<BackupSchedule> schedule(UUID id);

  /**
   * Adds it, or changes the one with its identifier.
   *
   * @throws VaultException {@link ErrorCode#SCHEDULE_NAME_TAKEN}
   */
  void save(BackupSchedule schedule);

  /** Deletes a schedule; its runs stay. */
  void deleteSchedule(UUID id);

  /** Whether a schedule that is not done, or a run that is under way, uses the destination. */
  boolean isUsed(UUID destination);

  /**
   * Claims a due schedule for this process, so that no other that looks at the same moment runs it,
   * and records the run as under way. Empty if none is due, or another run is under way.
   *
   * @param claimUntil after which the claim counts no more, should this process die
   */
  Optional<BackupRun> claimDue(Instant now, Instant claimUntil);

  /** Records a run of no schedule as under way. */
  void begin(BackupRun run, Instant claimUntil);

  /** Keeps the claim of a run that is still under way. */
  void keepClaim(UUID run, Instant claimUntil);

  /** Runs recorded as under way whose claim has run out: their process died. */
  List<BackupRun> abandoned(Instant now);

  /** Records a run's new state. */
  void save(BackupRun run);

  Optional<BackupRun> run(UUID id);

  /** Newest first. */
  Page<BackupRun> runs(PageRequest page);

  /** The runs of a schedule whose files are there, newest first. */
  List<BackupRun> kept(UUID schedule);

  /** The newest run that is done, of any schedule. */
  Optional<BackupRun> lastDone();

  /** The newest run of any schedule, however it ended. */
  Optional<BackupRun> last();
}
