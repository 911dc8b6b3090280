package org.holdfast.domain.access;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.page.Page;
import org.holdfast.domain.page.PageRequest;
import org.jspecify.annotations.Nullable;

/** The endpoint groups and who is in them. Rows are only ever added. */
public interface GroupRepository {

  /**
   * Adds a group with its first revision.
   *
   * @throws VaultException {@link ErrorCode#GROUP_NAME_TAKEN}; the transaction is over then
   */
  void add(EndpointGroup group);

  /**
   * Records name and description, under a fresh revision.
   *
   * @throws VaultException {@link ErrorCode#GROUP_NAME_TAKEN}; the transaction is over then
   */
  void change(EndpointGroup group, String by);

  /** Ends a group: its members and the grants to it count no more. */
  void delete(EndpointGroup group, String by);

  /** The group, unless it is deleted. */
  Optional<EndpointGroup> find(GroupId id);

  Optional<EndpointGroup> find(String name);

  /** By name. */
  Page<EndpointGroup> list(@Nullable String nameContains, PageRequest page);

  /** Puts an endpoint in a group or takes it out. */
  void setMember(GroupId group, EndpointId endpoint, boolean member, String by);

  /** By name. */
  List<EndpointGroup> groupsOf(EndpointId endpoint);

  /** The names of the groups that each of them is in, in order, in one read; none for nought. */
  Map<EndpointId, List<String>> groupNames(Collection<EndpointId> of);
}
