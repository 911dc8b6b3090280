package org.holdfast.ejb.object;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.object.ObjectId;
import org.holdfast.domain.object.RetrievedObject;

/** A security object with its material; each read is audited. */
@Stateless
@RolesAllowed(Role.Names.KEY_ADMINISTRATOR)
public class ReadObject {

  public RetrievedObject read(ObjectId id) {
    throw new UnsupportedOperationException();
  }
}
