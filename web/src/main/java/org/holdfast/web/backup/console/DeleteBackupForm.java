package org.holdfast.web.backup.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.UUID;
import org.holdfast.domain.backup.BackupRun;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.identifier.Identifiers;
import org.holdfast.ejb.backup.DeleteBackup;
import org.holdfast.web.error.FormProblems;
import org.holdfast.web.form.TypedConfirmation;
import org.jspecify.annotations.Nullable;

/** The dialog Delete backup: confirmed by typing the name of its schedule. */
@Named("deleteBackup")
@RequestScoped
public class DeleteBackupForm extends TypedConfirmation {

  @Inject private DeleteBackup deleteBackup;

  private @Nullable String id;
  private @Nullable String schedule;
  private @Nullable String file;

  public DeleteBackupForm() {
    super("delete", "the name of the schedule");
  }

  /** Opens the dialog for a backup, with nothing typed. */
  public void open(BackupRun run) {
    open();
    id = run.id().toString();
    schedule = run.scheduleName();
    file = run.file();
  }

  @Override
  protected String name() {
    return String.valueOf(schedule);
  }

  @Override
  protected void perform() {
    UUID run = Identifiers.parse(String.valueOf(id), ErrorCode.BACKUP_UNKNOWN);
    BackupRun gone = deleteBackup.delete(run);
    FormProblems.done("Deleted", "%s is not kept any more.".formatted(gone.file()));
  }

  public @Nullable String getId() {
    return id;
  }

  public void setId(@Nullable String id) {
    this.id = id;
  }

  public @Nullable String getSchedule() {
    return schedule;
  }

  public void setSchedule(@Nullable String schedule) {
    this.schedule = schedule;
  }

  public @Nullable String getFile() {
    return file;
  }

  public void setFile(@Nullable String file) {
    this.file = file;
  }
}
