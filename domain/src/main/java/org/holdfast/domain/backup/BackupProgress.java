package org.holdfast.domain.backup;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far the backup or the restore of this process has come: written by what does it, read by
 * whoever shows it. Safe for use by many threads; forgotten with the process.
 */
public final class BackupProgress {

  /** What is going on. */
  public enum Kind {
    BACKUP,
    TEST_RESTORE,
    RESTORE
  }

  /**
   * One look at it.
   *
   * @param what name of the schedule or file
   * @param step in words, such as {@code copying tables}
   * @param rows done of {@code totalRows}, over all tables
   */
  public record View(
      Kind kind, String what, String step, long rows, long totalRows, Instant since) {

    /** In percent; rows alone count. */
    public int percent() {
      return totalRows == 0 ? 0 : (int) Math.min(100, rows * 100 / totalRows);
    }
  }

  private volatile @Nullable View view;

  public void begin(Kind kind, String what, Instant now) {
    view = new View(kind, what, "starting", 0, 0, now);
  }

  /** The next step; counting begins anew. */
  public void step(String step, long totalRows) {
    View now = view;
    if (now != null) {
      view = new View(now.kind(), now.what(), step, 0, totalRows, now.since());
    }
  }

  public void rows(long rows) {
    View now = view;
    if (now != null) {
      view = new View(now.kind(), now.what(), now.step(), rows, now.totalRows(), now.since());
    }
  }

  public void end() {
    view = null;
  }

  /** Null if nothing is going on. */
  public @Nullable View now() {
    return view;
  }
}
