package org.holdfast.web.endpoint;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.holdfast.domain.access.EndpointGroup;
import org.holdfast.domain.access.GroupId;
import org.holdfast.domain.page.PageRequest;
import org.holdfast.ejb.access.ManageGroups;
import org.holdfast.web.error.FormProblems;
import org.jspecify.annotations.Nullable;
import org.primefaces.PrimeFaces;

/** The dialog Add to a group, of an endpoint. */
@Named("join")
@RequestScoped
public class JoinForm {

  static final String FORM = "join";

  @Inject private ManageGroups manageGroups;
  @Inject private EndpointPage page;

  private @Nullable String group;

  public void add() {
    FormProblems problems = new FormProblems(FORM);
    problems.require("group", group);
    if (problems.none() && group != null) {
      try {
        manageGroups.add(GroupId.parse(group), page.endpointId());
        PrimeFaces.current().ajax().addCallbackParam("done", true);
        FormProblems.done("Added to the group", "What is granted to the group counts for it now.");
      } catch (RuntimeException e) {
        problems.add(e);
      }
    }
  }

  /** The first thousand. */
  public List<EndpointGroup> getGroups() {
    return manageGroups.list(null, new PageRequest(0, PageRequest.MAX_LIMIT)).rows();
  }

  public @Nullable String getGroup() {
    return group;
  }

  public void setGroup(@Nullable String group) {
    this.group = group;
  }
}
