package org.holdfast.ejb.object;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import java.util.List;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.object.ObjectId;
import org.holdfast.domain.object.RetrievedObject;
import org.jspecify.annotations.Nullable;

/** A security object with its material; the audit record is on disk before the caller has it. */
@Stateless
@RolesAllowed({Role.Names.KEY_ADMINISTRATOR, Role.Names.USER, Role.Names.ENDPOINT})
public class ReadObject {

  /**
   * Reads an object, for the caller to close.
   *
   * @param version null for the current one
   * @throws VaultException {@link ErrorCode#OBJECT_UNKNOWN}, {@link ErrorCode#VERSION_UNKNOWN},
   *     {@link ErrorCode#OBJECT_DESTROYED}, {@link ErrorCode#NOT_EXTRACTABLE}, {@link
   *     ErrorCode#VAULT_CLOSED}, {@link ErrorCode#OBJECT_UNREADABLE}; of an HSM-held object {@link
   *     ErrorCode#HSM_DEVICE_FAILED} and its like
   */
  public RetrievedObject read(ObjectId id, @Nullable Integer version) {
    throw new UnsupportedOperationException();
  }

  /**
   * Reads several, in their order, for the caller to close; all of them or none.
   *
   * @param ids at most {@link CreateObject#MAX_BULK}
   */
  public List<RetrievedObject> readAll(List<ObjectId> ids) {
    throw new UnsupportedOperationException();
  }
}
