package org.holdfast.ejb.object;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import java.util.UUID;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.object.ObjectId;
import org.holdfast.domain.object.SecurityObject;
import org.jspecify.annotations.Nullable;

/** Destroys a security object: its material is gone for good, its history stays. */
@Stateless
@RolesAllowed({Role.Names.KEY_ADMINISTRATOR, Role.Names.USER, Role.Names.ENDPOINT})
public class DestroyObject {

  /**
   * Destroys an object; works on a closed vault too.
   *
   * @throws VaultException {@link ErrorCode#OBJECT_UNKNOWN}, {@link ErrorCode#OBJECT_DESTROYED},
   *     {@link ErrorCode#STATE_NOT_ALLOWED} for an active object, which is revoked first
   */
  public SecurityObject destroy(ObjectId id, @Nullable UUID revision) {
    throw new UnsupportedOperationException();
  }
}
