package org.holdfast.ejb.object;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import java.util.Map;
import java.util.UUID;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.object.LinkType;
import org.holdfast.domain.object.ObjectAttributes;
import org.holdfast.domain.object.ObjectId;
import org.holdfast.domain.object.Revocation;
import org.holdfast.domain.object.SecurityObject;
import org.jspecify.annotations.Nullable;

/** Changes what is known of a security object, and its state. */
@Stateless
@RolesAllowed({Role.Names.KEY_ADMINISTRATOR, Role.Names.USER, Role.Names.ENDPOINT})
public class ChangeObject {

  /**
   * Changes name and attributes.
   *
   * @param name null to leave it
   * @param attributes by the names of {@link ObjectAttributes}; a null value takes one away
   * @param revision what the caller saw; null for whatever is there
   * @throws VaultException {@link ErrorCode#OBJECT_UNKNOWN}, {@link ErrorCode#OBJECT_DESTROYED},
   *     {@link ErrorCode#OBJECT_NAME_TAKEN}, {@link ErrorCode#INPUT_INVALID}, {@link
   *     ErrorCode#REVISION_STALE}, {@link ErrorCode#STATE_NOT_ALLOWED} for an activation date of
   *     what is active already
   */
  public SecurityObject change(
      ObjectId id,
      @Nullable String name,
      Map<String, @Nullable String> attributes,
      @Nullable UUID revision) {
    throw new UnsupportedOperationException();
  }

  /** Links an object to another, or, with null, to none; takes access to both. */
  public SecurityObject link(ObjectId id, LinkType type, @Nullable ObjectId target) {
    throw new UnsupportedOperationException();
  }

  /**
   * @throws VaultException {@link ErrorCode#STATE_NOT_ALLOWED}
   */
  public SecurityObject activate(ObjectId id, @Nullable UUID revision) {
    throw new UnsupportedOperationException();
  }

  /**
   * @throws VaultException {@link ErrorCode#STATE_NOT_ALLOWED}
   */
  public SecurityObject revoke(ObjectId id, Revocation why, @Nullable UUID revision) {
    throw new UnsupportedOperationException();
  }
}
