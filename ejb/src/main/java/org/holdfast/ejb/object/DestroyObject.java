package org.holdfast.ejb.object;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.UUID;
import org.holdfast.domain.access.ObjectAction;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.audit.AuditOperation;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.object.ObjectId;
import org.holdfast.domain.object.ObjectState;
import org.holdfast.domain.object.SecurityObject;
import org.holdfast.domain.object.SecurityObjectRepository;
import org.holdfast.ejb.object.ObjectDesk.Handed;
import org.jspecify.annotations.Nullable;

/** Destroys a security object: its material is gone for good, its history stays. */
@Stateless
@RolesAllowed({Role.Names.KEY_ADMINISTRATOR, Role.Names.USER, Role.Names.ENDPOINT})
public class DestroyObject {
  @Inject private ObjectDesk desk;
  @Inject private SecurityObjectRepository objects;
  @Inject private Clock clock;

  /**
   * Destroys an object; works on a closed vault too.
   *
   * @throws VaultException {@link ErrorCode#OBJECT_UNKNOWN}, {@link ErrorCode#OBJECT_DESTROYED},
   *     {@link ErrorCode#STATE_NOT_ALLOWED} for an active object, which is revoked first
   */
  public SecurityObject destroy(ObjectId id, @Nullable UUID revision) {
    Handed handed = desk.toChange(ObjectAction.DESTROY, id, revision);
    ObjectState destroyed = handed.object().stateAt(clock.instant()).destroyed();
    objects.destroy(id, destroyed, handed.actor());
    desk.record(handed, AuditOperation.DESTROY_OBJECT, "");
    return desk.changed(id);
  }
}
