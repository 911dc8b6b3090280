package org.holdfast.web.endpoint;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import org.holdfast.domain.access.Endpoint;
import org.holdfast.domain.access.EndpointCertificate;
import org.holdfast.domain.access.EndpointGroup;
import org.holdfast.domain.access.EndpointId;
import org.holdfast.domain.access.EndpointState;
import org.holdfast.domain.access.Grant;
import org.holdfast.domain.access.Grantee;
import org.holdfast.domain.access.GroupId;
import org.holdfast.domain.error.VaultException;
import org.holdfast.ejb.access.ManageEndpoints;
import org.holdfast.ejb.access.ManageGroups;
import org.holdfast.ejb.access.ManageWallets;
import org.holdfast.web.error.FormProblems;
import org.jspecify.annotations.Nullable;
import org.primefaces.PrimeFaces;

/** An endpoint: its state, certificates, groups and grants, and what can be done with it now. */
@Named("endpointPage")
@ViewScoped
public class EndpointPage implements Serializable {

  private static final long serialVersionUID = 1L;

  // Views live in memory alone; nothing of this is ever written out.
  @Inject private transient ManageEndpoints manageEndpoints;
  @Inject private transient ManageGroups manageGroups;
  @Inject private transient ManageWallets manageWallets;

  private @Nullable String id;
  private transient @Nullable Endpoint endpoint;
  private transient List<EndpointCertificate> certificates = List.of();
  private transient List<EndpointGroup> groups = List.of();
  private transient List<Grant> grants = List.of();
  private transient @Nullable VaultException failure;

  /** Looks again; called before each rendering, so that it shows what an action has changed. */
  public void refresh() {
    try {
      Endpoint found = current();
      endpoint = found;
      certificates = manageEndpoints.certificates(found.id());
      groups = manageEndpoints.groups(found.id());
      grants = manageWallets.grantsTo(new Grantee(Grantee.Kind.ENDPOINT, found.id().value()));
      failure = null;
    } catch (RuntimeException e) {
      endpoint = null;
      failure = FormProblems.failure(e);
    }
  }

  EndpointId endpointId() {
    return EndpointId.parse(id == null ? "" : id);
  }

  /** The endpoint as it is now. */
  Endpoint current() {
    return manageEndpoints.find(endpointId());
  }

  public void suspend() {
    act(
        () -> manageEndpoints.suspend(endpointId()),
        "Suspended",
        "Its certificate is refused from the next call on, until it is resumed.");
  }

  public void resume() {
    act(() -> manageEndpoints.resume(endpointId()), "Resumed", "Its certificate is good again.");
  }

  public void revoke() {
    act(
        () -> {
          manageEndpoints.revoke(endpointId());
          PrimeFaces.current().ajax().addCallbackParam("done", true);
        },
        "Revoked",
        "Its certificates are refused for good; with a new enrolment token it can come back.");
  }

  public void leave(GroupId group) {
    act(
        () -> manageGroups.remove(group, endpointId()),
        "Taken out of the group",
        "What is granted to the group counts for it no more.");
  }

  private static void act(Runnable action, String what, String meaning) {
    try {
      action.run();
      FormProblems.done(what, meaning);
    } catch (RuntimeException e) {
      FormProblems.failed(e);
    }
  }

  public boolean isMaySuspend() {
    return is(EndpointState.ENROLLED);
  }

  public boolean isMayResume() {
    return is(EndpointState.SUSPENDED);
  }

  public boolean isMayRevoke() {
    return is(EndpointState.ENROLLED) || is(EndpointState.SUSPENDED);
  }

  private boolean is(EndpointState state) {
    return endpoint != null && endpoint.state() == state;
  }

  public @Nullable String getId() {
    return id;
  }

  public void setId(@Nullable String id) {
    this.id = id;
  }

  public @Nullable Endpoint getEndpoint() {
    return endpoint;
  }

  public List<EndpointCertificate> getCertificates() {
    return certificates;
  }

  public List<EndpointGroup> getGroups() {
    return groups;
  }

  public List<Grant> getGrants() {
    return grants;
  }

  public @Nullable VaultException getFailure() {
    return failure;
  }
}
