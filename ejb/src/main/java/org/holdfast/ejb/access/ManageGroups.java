package org.holdfast.ejb.access;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import java.util.UUID;
import org.holdfast.domain.access.EndpointGroup;
import org.holdfast.domain.access.EndpointId;
import org.holdfast.domain.access.GroupId;
import org.holdfast.domain.access.Label;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.page.Page;
import org.holdfast.domain.page.PageRequest;
import org.jspecify.annotations.Nullable;

/** Endpoint groups and who is in them. Members are listed as endpoints. */
@Stateless
@RolesAllowed(Role.Names.KEY_ADMINISTRATOR)
public class ManageGroups {

  /**
   * @throws VaultException {@link ErrorCode#GROUP_NAME_TAKEN}
   */
  public EndpointGroup create(Label label) {
    throw new UnsupportedOperationException();
  }

  /**
   * @param revision what the caller saw; null for whatever is there
   * @throws VaultException {@link ErrorCode#GROUP_UNKNOWN}, {@link ErrorCode#GROUP_NAME_TAKEN},
   *     {@link ErrorCode#REVISION_STALE}
   */
  public EndpointGroup change(GroupId id, Label label, @Nullable UUID revision) {
    throw new UnsupportedOperationException();
  }

  public void delete(GroupId id) {
    throw new UnsupportedOperationException();
  }

  public EndpointGroup find(GroupId id) {
    throw new UnsupportedOperationException();
  }

  public Page<EndpointGroup> list(@Nullable String nameContains, PageRequest page) {
    throw new UnsupportedOperationException();
  }

  /** Does nothing if the endpoint is in the group already. */
  public void add(GroupId id, EndpointId endpoint) {
    throw new UnsupportedOperationException();
  }

  /** Does nothing if the endpoint is not in the group. */
  public void remove(GroupId id, EndpointId endpoint) {
    throw new UnsupportedOperationException();
  }
}
