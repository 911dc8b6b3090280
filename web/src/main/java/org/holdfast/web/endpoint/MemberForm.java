package org.holdfast.web.endpoint;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.holdfast.domain.access.Endpoint;
import org.holdfast.domain.access.EndpointId;
import org.holdfast.domain.access.EndpointRepository;
import org.holdfast.domain.page.PageRequest;
import org.holdfast.ejb.access.ManageEndpoints;
import org.holdfast.ejb.access.ManageGroups;
import org.holdfast.web.error.FormProblems;
import org.jspecify.annotations.Nullable;
import org.primefaces.PrimeFaces;

/** The dialog Add member, of an endpoint group: an endpoint found by name. */
@Named("member")
@RequestScoped
public class MemberForm {

  static final String FORM = "member";

  private static final int MOST_FOUND = 50;

  @Inject private ManageGroups manageGroups;
  @Inject private ManageEndpoints manageEndpoints;
  @Inject private GroupPage page;

  private @Nullable String search;
  private @Nullable String endpoint;
  private @Nullable List<Endpoint> found;

  /** Read past Faces, which would check it against what was found before the search is known. */
  @PostConstruct
  void load() {
    endpoint =
        FacesContext.getCurrentInstance()
            .getExternalContext()
            .getRequestParameterMap()
            .get(FORM + ":endpoint");
  }

  public void add() {
    FormProblems problems = new FormProblems(FORM);
    problems.require("endpoint", endpoint);
    if (problems.none() && endpoint != null) {
      try {
        manageGroups.add(page.groupId(), EndpointId.parse(endpoint));
        PrimeFaces.current().ajax().addCallbackParam("done", true);
        FormProblems.done("Added", "What is granted to the group counts for the endpoint now.");
      } catch (RuntimeException e) {
        problems.add(e);
      }
    }
  }

  /** Those that have it in their name; 50 at most. */
  public List<Endpoint> getFound() {
    List<Endpoint> known = found;
    if (known == null) {
      known =
          manageEndpoints
              .list(
                  new EndpointRepository.Query(search, null, null), new PageRequest(0, MOST_FOUND))
              .rows();
      found = known;
    }
    return known;
  }

  public @Nullable String getSearch() {
    return search;
  }

  public void setSearch(@Nullable String search) {
    this.search = search;
    // The list was asked for before this was known.
    found = null;
  }

  public @Nullable String getEndpoint() {
    return endpoint;
  }
}
