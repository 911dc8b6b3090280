package org.holdfast.web.endpoint;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.holdfast.ejb.access.ManageGroups;
import org.holdfast.web.form.PageTurn;
import org.holdfast.web.form.TypedConfirmation;

/** The dialog Delete endpoint group: confirmed by typing the group's name. */
@Named("deleteGroup")
@RequestScoped
public class DeleteGroupForm extends TypedConfirmation {

  @Inject private ManageGroups manageGroups;
  @Inject private GroupPage page;

  public DeleteGroupForm() {
    super("delete");
  }

  @Override
  protected String name() {
    return page.current().name();
  }

  @Override
  protected void perform() {
    manageGroups.delete(page.groupId());
    PageTurn.to("/endpoints/groups.xhtml?deleted=1");
  }
}
