package org.holdfast.ejb.object;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.object.ObjectId;
import org.holdfast.domain.object.SecurityObject;

/** A security object without its material. */
@Stateless
@RolesAllowed(Role.Names.KEY_ADMINISTRATOR)
public class FindObject {

  public SecurityObject find(ObjectId id) {
    throw new UnsupportedOperationException();
  }
}
