package org.holdfast.ejb.access;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import org.holdfast.domain.access.Endpoint;
import org.holdfast.domain.access.EndpointGroup;
import org.holdfast.domain.access.EndpointId;
import org.holdfast.domain.access.EndpointRepository;
import org.holdfast.domain.access.EndpointState;
import org.holdfast.domain.access.GroupId;
import org.holdfast.domain.access.GroupRepository;
import org.holdfast.domain.access.Label;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.access.WalletRepository;
import org.holdfast.domain.audit.AuditEvent;
import org.holdfast.domain.audit.AuditOperation;
import org.holdfast.domain.audit.AuditTrail;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.identifier.Uuid7;
import org.holdfast.domain.page.Page;
import org.holdfast.domain.page.PageRequest;
import org.jspecify.annotations.Nullable;

/** Endpoint groups and who is in them. Members are listed as endpoints. */
@Stateless
@RolesAllowed(Role.Names.KEY_ADMINISTRATOR)
public class ManageGroups {

  @Resource private SessionContext context;
  @Inject private GroupRepository groups;
  @Inject private EndpointRepository endpoints;
  @Inject private WalletRepository wallets;
  @Inject private AuditTrail audit;
  @Inject private Clock clock;
  @Inject private SecureRandom random;

  /**
   * Makes a group with nobody in it.
   *
   * @throws VaultException {@link ErrorCode#GROUP_NAME_TAKEN}
   */
  public EndpointGroup create(Label label) {
    wallets.lock();
    requireFree(label.name());
    EndpointGroup group =
        new EndpointGroup(
            new GroupId(Uuid7.next(random)),
            label.name(),
            label.description(),
            0,
            clock.instant(),
            actor(),
            Uuid7.next(random));
    groups.add(group);
    return recorded(group, "made");
  }

  /**
   * Changes name and description.
   *
   * @param revision what the caller saw; null for whatever is there
   * @throws VaultException {@link ErrorCode#GROUP_UNKNOWN}, {@link ErrorCode#GROUP_NAME_TAKEN},
   *     {@link ErrorCode#REVISION_STALE}
   */
  public EndpointGroup change(GroupId id, Label label, @Nullable UUID revision) {
    wallets.lock();
    EndpointGroup group = find(id);
    Revisions.require(revision, group.revision(), group.name());
    if (!label.name().equals(group.name())) {
      requireFree(label.name());
    }
    EndpointGroup changed =
        new EndpointGroup(
            id,
            label.name(),
            label.description(),
            group.members(),
            group.created(),
            group.createdBy(),
            group.revision());
    groups.change(changed, actor());
    return recorded(changed, label.name().equals(group.name()) ? "" : "was " + group.name());
  }

  /**
   * Ends a group: its members lose what was granted to it.
   *
   * @throws VaultException {@link ErrorCode#GROUP_UNKNOWN}
   */
  public void delete(GroupId id) {
    wallets.lock();
    EndpointGroup group = find(id);
    groups.delete(group, actor());
    record(group, "deleted");
  }

  /**
   * @throws VaultException {@link ErrorCode#GROUP_UNKNOWN}
   */
  public EndpointGroup find(GroupId id) {
    return groups
        .find(id)
        .orElseThrow(() -> new VaultException(ErrorCode.GROUP_UNKNOWN, id.toString()));
  }

  /** By name. */
  public Page<EndpointGroup> list(@Nullable String nameContains, PageRequest page) {
    return groups.list(nameContains, page);
  }

  /**
   * Does nothing if the endpoint is in the group already.
   *
   * @throws VaultException {@link ErrorCode#GROUP_UNKNOWN}, {@link ErrorCode#ENDPOINT_UNKNOWN}
   */
  public void add(GroupId id, EndpointId endpoint) {
    setMember(id, endpoint, true);
  }

  /**
   * Does nothing if the endpoint is not in the group.
   *
   * @throws VaultException {@link ErrorCode#GROUP_UNKNOWN}, {@link ErrorCode#ENDPOINT_UNKNOWN}
   */
  public void remove(GroupId id, EndpointId endpoint) {
    setMember(id, endpoint, false);
  }

  private void setMember(GroupId id, EndpointId endpoint, boolean member) {
    wallets.lock();
    EndpointGroup group = find(id);
    Endpoint known =
        endpoints
            .find(endpoint)
            .filter(found -> found.state() != EndpointState.DELETED)
            .orElseThrow(() -> new VaultException(ErrorCode.ENDPOINT_UNKNOWN, endpoint.toString()));
    if (isMember(id, endpoint) != member) {
      groups.setMember(id, endpoint, member, actor());
      record(group, (member ? "with " : "without ") + known.name());
    }
  }

  private boolean isMember(GroupId id, EndpointId endpoint) {
    return groups.groupsOf(endpoint).stream().anyMatch(group -> group.id().equals(id));
  }

  private void requireFree(String name) {
    if (groups.find(name).isPresent()) {
      throw new VaultException(ErrorCode.GROUP_NAME_TAKEN).atField("name");
    }
  }

  private EndpointGroup recorded(EndpointGroup group, String what) {
    record(group, what);
    return find(group.id());
  }

  private void record(EndpointGroup group, String what) {
    audit.append(
        AuditEvent.succeeded(
            actor(),
            AuditOperation.CHANGE_GROUP,
            group.id().value(),
            what.isEmpty() ? group.name() : group.name() + ": " + what));
  }

  private String actor() {
    return context.getCallerPrincipal().getName();
  }
}
