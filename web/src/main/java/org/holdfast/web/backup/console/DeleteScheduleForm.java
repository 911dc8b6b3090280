package org.holdfast.web.backup.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.UUID;
import org.holdfast.domain.backup.BackupSchedule;
import org.holdfast.ejb.backup.ManageSchedules;
import org.holdfast.web.error.FormProblems;
import org.holdfast.web.form.TypedConfirmation;

/** The dialog Delete schedule: confirmed by typing the schedule's name. */
@Named("deleteSchedule")
@RequestScoped
public class DeleteScheduleForm extends TypedConfirmation {

  @Inject private ManageSchedules manageSchedules;
  @Inject private BackupPage page;

  public DeleteScheduleForm() {
    super("delete");
  }

  /** Opens the dialog for a schedule, with nothing typed. */
  public void open(UUID id) {
    open();
    page.choose(id);
  }

  @Override
  protected String name() {
    return page.current().schedule().name();
  }

  @Override
  protected void perform() {
    BackupSchedule schedule = page.current().schedule();
    manageSchedules.delete(schedule.id());
    FormProblems.done(
        "Deleted", schedule.name() + " makes no more backups; those that it made stay.");
  }
}
