package org.holdfast.web.endpoint;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.UUID;
import org.holdfast.domain.access.EndpointGroup;
import org.holdfast.domain.access.Label;
import org.holdfast.ejb.access.ManageGroups;
import org.holdfast.web.error.FormProblems;
import org.holdfast.web.form.PageTurn;
import org.jspecify.annotations.Nullable;
import org.primefaces.PrimeFaces;

/** The dialogs Create and Edit endpoint group. */
@Named("groupForm")
@RequestScoped
public class GroupForm {

  static final String FORM = "group";

  @Inject private ManageGroups manageGroups;
  @Inject private GroupPage page;

  private @Nullable String name;
  private @Nullable String description;
  private @Nullable String revision;

  /** Opens the dialog Edit with what there is. */
  public void open() {
    try {
      EndpointGroup group = page.current();
      name = group.name();
      description = group.description();
      revision = group.revision().toString();
    } catch (RuntimeException e) {
      new FormProblems(FORM).add(e);
    }
  }

  public void save() {
    FormProblems problems = new FormProblems(FORM);
    problems.require("name", name);
    if (problems.none() && name != null) {
      try {
        Label label = new Label(name, description == null ? "" : description);
        if (page.getId() == null) {
          EndpointGroup made = manageGroups.create(label);
          PageTurn.to("/endpoints/group.xhtml?id=" + made.id() + "&created=1");
          return;
        }
        EndpointGroup changed =
            manageGroups.change(
                page.groupId(), label, revision == null ? null : UUID.fromString(revision));
        PrimeFaces.current().ajax().addCallbackParam("done", true);
        FormProblems.done("Saved", changed.name() + " is changed.");
      } catch (RuntimeException e) {
        problems.add(e);
      }
    }
  }

  public @Nullable String getName() {
    return name;
  }

  public void setName(@Nullable String name) {
    this.name = name;
  }

  public @Nullable String getDescription() {
    return description;
  }

  public void setDescription(@Nullable String description) {
    this.description = description;
  }

  public @Nullable String getRevision() {
    return revision;
  }

  public void setRevision(@Nullable String revision) {
    this.revision = revision;
  }
}
