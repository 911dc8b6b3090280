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
   * @param owner this process
   * @param claimUntil after which the claim counts no more, should this process die
   */
  Optional<BackupRun> claimDue(RunOwner owner, Instant now, Instant claimUntil);

  /** Records a run of no schedule as under way. */
  void begin(BackupRun run, RunOwner owner, Instant claimUntil);

  /** Keeps the claim of a run that is still under way. */
  void keepClaim(UUID run, Instant claimUntil);

  /**
   * Runs recorded as under way whose process died: those whose claim has run out, and those of
   * former processes of this node. A run of another node is under way as long as it is claimed.
   *
   * @param owner this process
   * @param lost whether runs of this very process are under way no more, too
   */
  List<BackupRun> abandoned(RunOwner owner, boolean lost, Instant now);

  /** Records a run's new state. */
  void save(BackupRun run);

  /**
   * Records the new state of a run that is under way. Not if it is on record as ended: another node
   * took its process for dead, which stands, and its file counts for nothing.
   *
   * @return whether it was recorded
   */
  boolean saveOngoing(BackupRun run);

  /** Records what a run's backup needs to be read: without it, it is taken to need all keys. */
  void saveKeys(UUID run, VaultTables.KeysInUse keys);

  Optional<BackupRun> run(UUID id);

  /** Whether an incremental backup whose file is there, or is being made, goes with that one. */
  boolean isBase(UUID run);

  /** Newest first. */
  Page<BackupRun> runs(PageRequest page);

  /** The runs of a schedule whose files are there, newest first. */
  List<BackupRun> kept(UUID schedule);

  /** The newest run of each schedule, however it ended; not of those before restores. */
  List<BackupRun> lastOfEach();

  /** Backups made before restores whose files are there, newest first. */
  List<BackupRun> keptBeforeRestores();

  /** The files that failed runs may have left at a destination. */
  List<String> failedFiles(UUID destination);

  /**
   * The newest run that is done, of any schedule; what a restore made beforehand is none: it holds
   * what was given up.
   */
  Optional<BackupRun> lastDone();

  /** The newest run of any schedule, however it ended. */
  Optional<BackupRun> last();
}
