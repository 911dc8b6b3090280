package org.holdfast.ejb.object;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.object.NewObject;
import org.holdfast.domain.object.SecurityObject;
import org.holdfast.domain.secret.SecretBytes;

/** Encrypts and stores a security object. */
@Stateless
@RolesAllowed(Role.Names.KEY_ADMINISTRATOR)
public class StoreObject {

  public SecurityObject store(NewObject description, SecretBytes material) {
    throw new UnsupportedOperationException();
  }
}
