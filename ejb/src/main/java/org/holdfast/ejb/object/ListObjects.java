package org.holdfast.ejb.object;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.object.ObjectId;
import org.holdfast.domain.object.ObjectQuery;
import org.holdfast.domain.object.SecurityObject;
import org.holdfast.domain.object.SecurityObjectRepository;
import org.holdfast.domain.object.SecurityObjectRepository.Count;
import org.holdfast.domain.page.Page;
import org.holdfast.domain.page.PageRequest;
import org.jspecify.annotations.Nullable;

/** Lists the security objects that the caller has access to, newest first. */
@Stateless
@RolesAllowed({Role.Names.KEY_ADMINISTRATOR, Role.Names.USER, Role.Names.ENDPOINT})
public class ListObjects {
  private static final int MAX_LIMIT = 1_000;

  @Inject private ObjectDesk desk;
  @Inject private SecurityObjectRepository objects;

  /** By place in the list; the total is exact up to 100,000. */
  public Page<SecurityObject> list(ObjectQuery query, PageRequest page) {
    return objects.list(query.visibleTo(desk.rights()), page);
  }

  /** Those that follow {@code after}; costs the same however far down. */
  public List<SecurityObject> listAfter(ObjectQuery query, @Nullable ObjectId after, int limit) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new VaultException(ErrorCode.INPUT_INVALID, "1 to " + MAX_LIMIT).atField("limit");
    }
    return objects.listAfter(query.visibleTo(desk.rights()), after, limit);
  }

  /** How many objects there are by type and state, in the whole vault. */
  @RolesAllowed({Role.Names.KEY_ADMINISTRATOR, Role.Names.SYSTEM_ADMINISTRATOR})
  public List<Count> counts() {
    return objects.counts();
  }
}
