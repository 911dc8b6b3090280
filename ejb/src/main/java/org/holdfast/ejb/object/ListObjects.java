package org.holdfast.ejb.object;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.object.ObjectQuery;
import org.holdfast.domain.object.SecurityObject;
import org.holdfast.domain.object.SecurityObjectRepository;
import org.holdfast.domain.page.Page;
import org.holdfast.domain.page.PageRequest;

/** Lists security objects, newest first. */
@Stateless
@RolesAllowed(Role.Names.KEY_ADMINISTRATOR)
public class ListObjects {

  @Inject private SecurityObjectRepository objects;

  public Page<SecurityObject> list(ObjectQuery query, PageRequest page) {
    return objects.list(query, page);
  }
}
