package org.holdfast.ejb.object;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.object.ObjectId;
import org.holdfast.domain.object.SecurityObject;
import org.holdfast.domain.object.SecurityObjectRepository;

/** A security object without its material. */
@Stateless
@RolesAllowed(Role.Names.KEY_ADMINISTRATOR)
public class FindObject {

  @Inject private SecurityObjectRepository objects;

  /**
   * @throws VaultException {@link ErrorCode#OBJECT_UNKNOWN}
   */
  public SecurityObject find(ObjectId id) {
    return objects
        .find(id)
        .orElseThrow(() -> new VaultException(ErrorCode.OBJECT_UNKNOWN, id.toString()));
  }
}
