package org.holdfast.web.backup.console;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.holdfast.domain.backup.BackupProgress;
import org.jspecify.annotations.Nullable;

/**
 * How far a backup, test restore or restore has come, as a page shows it.
 *
 * @param kind what is going on
 * @param title the same, and with what
 * @param percent of the step that counts rows; null for a step that does not
 * @param left how long that step may still take, in words; empty if nobody can tell yet
 * @param steps all of them, in order
 */
public record ProgressView(
    String kind,
    String title,
    long rows,
    long totalRows,
    @Nullable Integer percent,
    String left,
    Instant since,
    List<Step> steps) {

  /** One step: {@code done}, {@code now} or {@code waits}. */
  public record Step(String name, String state) {}

  private static final List<String> BACKUP =
      List.of("taking the snapshot", "copying tables", "reading it back");
  private static final List<String> RESTORE = List.of("loading", "completing tables", "proving");

  /** Before that much is done, an estimate would jump about. */
  private static final int ENOUGH_PERCENT = 5;

  public ProgressView {
    steps = List.copyOf(steps);
  }

  /** The view of one look. */
  static ProgressView of(BackupProgress.View view, Instant now) {
    boolean counts = view.totalRows() > 0;
    return new ProgressView(
        kind(view),
        title(view),
        view.rows(),
        view.totalRows(),
        counts ? view.percent() : null,
        counts ? left(view, now) : "",
        view.since(),
        steps(view));
  }

  private static String kind(BackupProgress.View view) {
    return switch (view.kind()) {
      case BACKUP -> "Backup";
      case TEST_RESTORE -> "Test restore";
      case RESTORE -> "Restore";
    };
  }

  private static String title(BackupProgress.View view) {
    boolean backup = view.kind() == BackupProgress.Kind.BACKUP;
    return kind(view) + (backup ? " " : " of ") + view.what();
  }

  private static String left(BackupProgress.View view, Instant now) {
    if (view.percent() < ENOUGH_PERCENT || view.rows() == 0) {
      return "";
    }
    Duration passed = Duration.between(view.since(), now);
    double factor = (double) (view.totalRows() - view.rows()) / view.rows();
    long seconds = Math.round(passed.toMillis() / 1000.0 * factor);
    return seconds < 60 ? "less than a minute left" : "about " + (seconds + 59) / 60 + " min left";
  }

  private static List<Step> steps(BackupProgress.View view) {
    List<String> names = view.kind() == BackupProgress.Kind.BACKUP ? BACKUP : RESTORE;
    int current = -1;
    for (int i = 0; i < names.size(); i++) {
      if (view.step().startsWith(names.get(i))) {
        current = i;
      }
    }
    List<Step> steps = new ArrayList<>();
    if (current < 0) {
      steps.add(new Step(capital(view.step()), "now"));
    }
    for (int i = 0; i < names.size(); i++) {
      String name = i == current ? view.step() : names.get(i);
      steps.add(new Step(capital(name), i < current ? "done" : i == current ? "now" : "waits"));
    }
    return steps;
  }

  private static String capital(String words) {
    return words.isEmpty()
        ? words
        : words.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + words.substring(1);
  }
}
