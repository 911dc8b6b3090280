package org.holdfast.web.backup.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import org.holdfast.domain.backup.BackupProgress;
import org.holdfast.domain.error.VaultException;
import org.holdfast.ejb.backup.BackupStatus;
import org.holdfast.ejb.backup.BackupStatusView;
import org.holdfast.web.error.FormProblems;
import org.jspecify.annotations.Nullable;

/** How backups stand, at a glance: on Home, and at the head of the pages on backups. */
@Named("backupGlance")
@RequestScoped
public class BackupGlance {

  @Inject private BackupStatus backupStatus;
  @Inject private BackupWords words;

  private boolean looked;
  private @Nullable BackupStatusView view;
  private @Nullable VaultException failure;

  /** Looks again; called before each rendering, so that it shows what an action has changed. */
  public void refresh() {
    looked = true;
    try {
      view = backupStatus.current();
      failure = null;
    } catch (RuntimeException e) {
      view = null;
      failure = FormProblems.failure(e);
    }
  }

  /** Null if it cannot be told; {@link #getFailure()} says why. */
  public @Nullable BackupStatusView getView() {
    if (!looked) {
      refresh();
    }
    return view;
  }

  /** Why there is no {@link #getView()}. */
  public @Nullable VaultException getFailure() {
    getView();
    return failure;
  }

  /** What is under way; null if nothing is. */
  public @Nullable ProgressView getProgress() {
    BackupStatusView known = getView();
    BackupProgress.View progress = known == null ? null : known.progress();
    return progress == null ? null : ProgressView.of(progress, Clock.systemUTC().instant());
  }

  /** {@code good}, {@code bad}, or {@code warn} while there is no backup yet. */
  public String getTone() {
    BackupStatusView known = getView();
    if (known == null || known.problem() != null) {
      return "bad";
    }
    return known.lastGood() == null ? "warn" : "good";
  }

  /** The state in words. */
  public String getWord() {
    BackupStatusView known = getView();
    if (known == null) {
      return "Not known";
    }
    BackupStatusView.Problem problem = known.problem();
    if (problem != null) {
      return problem.kind() == BackupStatusView.Kind.LAST_BACKUP_FAILED
          ? "The last backup failed"
          : "The last backup is not proved";
    }
    if (known.lastGood() == null) {
      return "None yet";
    }
    return known.lastProved() == null ? "Backed up" : "Backed up and proved";
  }

  /** The same in a word or two. */
  public String getShortWord() {
    BackupStatusView known = getView();
    if (known == null) {
      return "Not known";
    }
    BackupStatusView.Problem problem = known.problem();
    if (problem != null) {
      return problem.kind() == BackupStatusView.Kind.LAST_BACKUP_FAILED ? "Failed" : "Not proved";
    }
    if (known.lastGood() == null) {
      return "None yet";
    }
    return known.lastProved() == null ? "Made" : "Proved";
  }

  /** How long ago the last good backup was made; empty if there is none. */
  public String getAge() {
    BackupStatusView known = getView();
    if (known == null || known.lastGood() == null || known.lastGood().finished() == null) {
      return "";
    }
    return words.ago(known.lastGood().finished());
  }

  /** What the problem is about, as a sentence; empty if there is no more to say. */
  public String getDetail() {
    BackupStatusView known = getView();
    return known == null || known.problem() == null
        ? ""
        : FormProblems.sentence(known.problem().detail());
  }
}
