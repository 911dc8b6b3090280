package org.holdfast.web.endpoint;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import org.holdfast.domain.access.Endpoint;
import org.holdfast.domain.access.EndpointGroup;
import org.holdfast.domain.access.EndpointId;
import org.holdfast.domain.access.EndpointRepository;
import org.holdfast.domain.access.Grant;
import org.holdfast.domain.access.Grantee;
import org.holdfast.domain.access.GroupId;
import org.holdfast.domain.error.VaultException;
import org.holdfast.ejb.access.ManageEndpoints;
import org.holdfast.ejb.access.ManageGroups;
import org.holdfast.ejb.access.ManageWallets;
import org.holdfast.web.error.FormProblems;
import org.holdfast.web.form.LazyRows;
import org.jspecify.annotations.Nullable;

/** An endpoint group: who is in it, and what is granted to it. */
@Named("groupPage")
@ViewScoped
public class GroupPage implements Serializable {

  private static final long serialVersionUID = 1L;

  // Views live in memory alone; nothing of this is ever written out.
  @Inject private transient ManageGroups manageGroups;
  @Inject private transient ManageEndpoints manageEndpoints;
  @Inject private transient ManageWallets manageWallets;

  private @Nullable String id;
  private transient @Nullable EndpointGroup group;
  private transient List<Grant> grants = List.of();
  private transient @Nullable VaultException failure;
  private final transient LazyRows<Endpoint> rows =
      new LazyRows<>(
          page -> manageEndpoints.list(new EndpointRepository.Query(null, null, groupId()), page));

  /** Looks again; called before each rendering, so that it shows what an action has changed. */
  public void refresh() {
    try {
      EndpointGroup found = current();
      group = found;
      grants = manageWallets.grantsTo(new Grantee(Grantee.Kind.GROUP, found.id().value()));
      failure = null;
    } catch (RuntimeException e) {
      group = null;
      failure = FormProblems.failure(e);
    }
  }

  GroupId groupId() {
    return GroupId.parse(id == null ? "" : id);
  }

  /** The group as it is now. */
  EndpointGroup current() {
    return manageGroups.find(groupId());
  }

  public void remove(EndpointId endpoint) {
    try {
      manageGroups.remove(groupId(), endpoint);
      FormProblems.done("Taken out", "What is granted to the group counts for it no more.");
    } catch (RuntimeException e) {
      FormProblems.failed(e);
    }
  }

  public LazyRows<Endpoint> getRows() {
    return rows;
  }

  public @Nullable String getId() {
    return id;
  }

  public void setId(@Nullable String id) {
    this.id = id;
  }

  public @Nullable EndpointGroup getGroup() {
    return group;
  }

  public List<Grant> getGrants() {
    return grants;
  }

  public @Nullable VaultException getFailure() {
    return failure;
  }
}
