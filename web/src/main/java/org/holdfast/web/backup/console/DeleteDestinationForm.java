package org.holdfast.web.backup.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.UUID;
import org.holdfast.domain.backup.Destination;
import org.holdfast.ejb.backup.ManageDestinations;
import org.holdfast.web.error.FormProblems;
import org.holdfast.web.form.TypedConfirmation;

/** The dialog Delete destination: confirmed by typing the destination's name. */
@Named("deleteDestination")
@RequestScoped
public class DeleteDestinationForm extends TypedConfirmation {

  @Inject private ManageDestinations manageDestinations;
  @Inject private DestinationsPage page;

  public DeleteDestinationForm() {
    super("delete");
  }

  /** Opens the dialog for a destination, with nothing typed. */
  public void open(UUID id) {
    open();
    page.choose(id);
  }

  @Override
  protected String name() {
    return page.current().name();
  }

  @Override
  protected void perform() {
    Destination destination = page.current();
    manageDestinations.delete(destination.id());
    FormProblems.done(
        "Deleted", destination.name() + " is forgotten; the backups that lie there stay.");
  }
}
