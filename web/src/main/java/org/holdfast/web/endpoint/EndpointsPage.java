package org.holdfast.web.endpoint;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.holdfast.domain.access.Endpoint;
import org.holdfast.domain.access.EndpointGroup;
import org.holdfast.domain.access.EndpointId;
import org.holdfast.domain.access.EndpointRepository;
import org.holdfast.domain.access.EndpointState;
import org.holdfast.domain.access.GroupId;
import org.holdfast.domain.page.Page;
import org.holdfast.domain.page.PageRequest;
import org.holdfast.ejb.access.ManageEndpoints;
import org.holdfast.ejb.access.ManageGroups;
import org.holdfast.web.form.LazyRows;
import org.jspecify.annotations.Nullable;

/** Endpoints: the list, with the state of each. */
@Named("endpoints")
@ViewScoped
public class EndpointsPage implements Serializable {

  private static final long serialVersionUID = 1L;

  // Views live in memory alone; nothing of this is ever written out.
  @Inject private transient ManageEndpoints manageEndpoints;
  @Inject private transient ManageGroups manageGroups;

  private @Nullable String name;
  private @Nullable String state;
  private @Nullable String group;
  private final transient LazyRows<Endpoint> rows = new LazyRows<>(this::read);
  private final transient Map<EndpointId, List<String>> groups = new HashMap<>();

  public LazyRows<Endpoint> getRows() {
    return rows;
  }

  public boolean isFiltered() {
    return name != null || state != null || group != null;
  }

  /** The names of the groups that an endpoint is in. */
  public String groupsOf(Endpoint endpoint) {
    return String.join(", ", groups.getOrDefault(endpoint.id(), List.of()));
  }

  private Page<Endpoint> read(PageRequest request) {
    Page<Endpoint> page = manageEndpoints.list(query(), request);
    List<EndpointId> ids = page.rows().stream().map(Endpoint::id).toList();
    Map<EndpointId, List<String>> names = manageEndpoints.groupNames(ids);
    ids.forEach(id -> groups.put(id, names.getOrDefault(id, List.of())));
    return page;
  }

  /** For the filter: the first thousand. */
  public List<EndpointGroup> getGroups() {
    return manageGroups.list(null, new PageRequest(0, PageRequest.MAX_LIMIT)).rows();
  }

  /** Those that are listed. */
  public List<EndpointState> getStates() {
    return Arrays.stream(EndpointState.values())
        .filter(listed -> listed != EndpointState.DELETED)
        .toList();
  }

  private EndpointRepository.Query query() {
    return new EndpointRepository.Query(
        name,
        getStates().stream()
            .filter(known -> Objects.equals(known.name(), state))
            .findFirst()
            .orElse(null),
        group == null ? null : GroupId.parse(group));
  }

  public @Nullable String getName() {
    return name;
  }

  public void setName(@Nullable String name) {
    this.name = name;
  }

  public @Nullable String getState() {
    return state;
  }

  public void setState(@Nullable String state) {
    this.state = state;
  }

  public @Nullable String getGroup() {
    return group;
  }

  public void setGroup(@Nullable String group) {
    this.group = group;
  }
}
