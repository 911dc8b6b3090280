package org.holdfast.ejb.object;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import java.util.List;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.object.ObjectId;
import org.holdfast.domain.object.ObjectQuery;
import org.holdfast.domain.object.SecurityObject;
import org.holdfast.domain.object.SecurityObjectRepository.Count;
import org.holdfast.domain.page.Page;
import org.holdfast.domain.page.PageRequest;
import org.jspecify.annotations.Nullable;

/** Lists the security objects that the caller has access to, newest first. */
@Stateless
@RolesAllowed({Role.Names.KEY_ADMINISTRATOR, Role.Names.USER, Role.Names.ENDPOINT})
public class ListObjects {

  /** By place in the list; the total is exact up to 100,000. */
  public Page<SecurityObject> list(ObjectQuery query, PageRequest page) {
    throw new UnsupportedOperationException();
  }

  /** Those that follow {@code after}; costs the same however far down. */
  public List<SecurityObject> listAfter(ObjectQuery query, @Nullable ObjectId after, int limit) {
    throw new UnsupportedOperationException();
  }

  /** How many objects there are by type and state, in the whole vault. */
  @RolesAllowed({Role.Names.KEY_ADMINISTRATOR, Role.Names.SYSTEM_ADMINISTRATOR})
  public List<Count> counts() {
    throw new UnsupportedOperationException();
  }
}
