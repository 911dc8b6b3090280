package org.holdfast.web.backup.console;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.holdfast.domain.backup.BackupRun;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.ejb.backup.ManageSchedules;
import org.holdfast.ejb.backup.ScheduleView;
import org.holdfast.web.error.FormProblems;
import org.jspecify.annotations.Nullable;

/** System, Settings, System Configuration, Backup and Restore: the schedules (S75). */
@Named("backup")
@ViewScoped
public class BackupPage implements Serializable {

  private static final long serialVersionUID = 1L;

  /**
   * A schedule as the page shows it.
   *
   * @param last its newest run; null if it has not run lately
   */
  public record Row(ScheduleView view, @Nullable BackupRun last) {}

  // Views live in memory alone; nothing of this is ever written out.
  @Inject private transient ManageSchedules manageSchedules;
  @Inject private transient BackupGlance glance;
  @Inject private transient TestRestores testRestores;

  private transient List<Row> rows = List.of();
  private transient @Nullable VaultException failure;
  private @Nullable UUID chosen;
  private final transient Shown shown = new Shown();

  /** Looks again, and renders what has changed. */
  public void poll() {
    refresh();
    shown.update("backup:state", List.of(look(), glance.getAge()));
    shown.update("backup:schedules", rows);
    shown.update("backup:report", testRestores.last());
  }

  /** What the page begins with. */
  public void begin() {
    refresh();
    shown.remember("backup:state", List.of(look(), glance.getAge()));
    shown.remember("backup:schedules", rows);
    shown.remember("backup:report", testRestores.last());
  }

  private Object look() {
    glance.refresh();
    return glance.getView() == null ? glance.getWord() : glance.getView();
  }

  /** Looks again; called before each rendering, so that it shows what an action has changed. */
  public void refresh() {
    try {
      Map<UUID, BackupRun> last = new HashMap<>();
      manageSchedules.lastRuns().forEach(run -> last.put(run.schedule(), run));
      rows =
          manageSchedules.list().stream()
              .map(view -> new Row(view, last.get(view.schedule().id())))
              .toList();
      failure = null;
    } catch (RuntimeException e) {
      rows = List.of();
      failure = FormProblems.failure(e);
    }
  }

  public void pause(UUID id) {
    act(
        () -> manageSchedules.pause(id),
        "Paused",
        "No backup of this schedule begins until it is resumed.");
  }

  public void resume(UUID id) {
    act(
        () -> manageSchedules.resume(id),
        "Resumed",
        "What was missed meanwhile is made up by one backup.");
  }

  private static void act(Runnable action, String what, String meaning) {
    try {
      action.run();
      FormProblems.done(what, meaning);
    } catch (RuntimeException e) {
      FormProblems.failed(e);
    }
  }

  /** The schedule whose dialog is open. */
  void choose(UUID id) {
    chosen = id;
  }

  /**
   * The chosen schedule as it is now.
   *
   * @throws VaultException {@link ErrorCode#SCHEDULE_UNKNOWN}
   */
  ScheduleView current() {
    if (chosen == null) {
      throw new VaultException(ErrorCode.SCHEDULE_UNKNOWN);
    }
    return manageSchedules.find(chosen);
  }

  /** Name of the chosen schedule; empty if none is chosen. */
  public String getChosenName() {
    return rows.stream()
        .map(row -> row.view().schedule())
        .filter(schedule -> schedule.id().equals(chosen))
        .map(schedule -> schedule.name())
        .findFirst()
        .orElse("");
  }

  public List<Row> getRows() {
    return rows;
  }

  public @Nullable VaultException getFailure() {
    return failure;
  }
}
