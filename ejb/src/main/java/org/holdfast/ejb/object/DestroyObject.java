package org.holdfast.ejb.object;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.object.ObjectId;
import org.holdfast.domain.object.SecurityObject;

/** Destroys a security object: its material is gone for good, its history stays. */
@Stateless
@RolesAllowed(Role.Names.KEY_ADMINISTRATOR)
public class DestroyObject {

  public SecurityObject destroy(ObjectId id) {
    throw new UnsupportedOperationException();
  }
}
