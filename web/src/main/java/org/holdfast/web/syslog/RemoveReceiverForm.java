package org.holdfast.web.syslog;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.UUID;
import org.holdfast.domain.syslog.SyslogReceiver;
import org.holdfast.ejb.syslog.ManageSyslog;
import org.holdfast.web.error.FormProblems;
import org.holdfast.web.form.TypedConfirmation;

/** The dialog Remove receiver: confirmed by typing its host. */
@Named("removeReceiver")
@RequestScoped
public class RemoveReceiverForm extends TypedConfirmation {

  @Inject private ManageSyslog manageSyslog;
  @Inject private SyslogPage page;

  public RemoveReceiverForm() {
    super("remove", "the name of the host");
  }

  /** Opens the dialog for a receiver, with nothing typed. */
  public void open(UUID id) {
    open();
    page.choose(id);
  }

  @Override
  protected String name() {
    return page.current().host();
  }

  @Override
  protected void perform() {
    SyslogReceiver receiver = page.current();
    manageSyslog.save(page.drafts(receiver.id()));
    FormProblems.done("Removed", receiver.describe() + " gets nothing more.");
  }
}
