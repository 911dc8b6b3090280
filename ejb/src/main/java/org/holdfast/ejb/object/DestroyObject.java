package org.holdfast.ejb.object;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.audit.AuditEvent;
import org.holdfast.domain.audit.AuditOperation;
import org.holdfast.domain.audit.AuditTrail;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.object.ObjectId;
import org.holdfast.domain.object.SecurityObject;
import org.holdfast.domain.object.SecurityObjectRepository;

/** Destroys a security object: its material is gone for good, its history stays. */
@Stateless
@RolesAllowed(Role.Names.KEY_ADMINISTRATOR)
public class DestroyObject {

  @Resource private SessionContext context;
  @Inject private FindObject find;
  @Inject private SecurityObjectRepository objects;
  @Inject private AuditTrail audit;

  /**
   * Destroys an object; works on a closed vault too.
   *
   * @throws VaultException {@link ErrorCode#OBJECT_UNKNOWN}, {@link ErrorCode#OBJECT_DESTROYED}
   */
  public SecurityObject destroy(ObjectId id) {
    SecurityObject object = find.find(id);
    if (object.state().isDestroyed()) {
      throw new VaultException(ErrorCode.OBJECT_DESTROYED, object.name());
    }
    String actor = context.getCallerPrincipal().getName();
    objects.destroy(object, object.state().destroyed(), actor);
    audit.append(
        AuditEvent.succeeded(actor, AuditOperation.DESTROY_OBJECT, id.value(), object.name()));
    return find.find(id);
  }
}
