package org.holdfast.web.backup.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.holdfast.domain.backup.BackupRun;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.ejb.backup.BackupStatusView;
import org.holdfast.web.error.FormProblems;
import org.jspecify.annotations.Nullable;

/** Prove last backup, and what came of the last test restore. */
@Named("prove")
@RequestScoped
public class ProveForm {

  @Inject private TestRestores testRestores;
  @Inject private BackupGlance glance;

  /** Begins a test restore of the last good backup. */
  public void proveLast() {
    try {
      BackupStatusView view = glance.getView();
      BackupRun good = view == null ? null : view.lastGood();
      if (good == null) {
        throw new VaultException(ErrorCode.BACKUP_UNKNOWN, "none was made yet");
      }
      if (view != null && view.progress() != null) {
        throw new VaultException(ErrorCode.BACKUP_RUNNING);
      }
      String file = good.file();
      testRestores.proveLast(file == null ? good.scheduleName() : file);
      FormProblems.done(
          "The test restore has begun",
          "The vault goes on working; this page shows how far it has come.");
    } catch (RuntimeException e) {
      FormProblems.failed(e);
    }
  }

  /** The last test restore that was begun in the console; null if none was. */
  public TestRestores.@Nullable Outcome getLast() {
    return testRestores.last();
  }
}
