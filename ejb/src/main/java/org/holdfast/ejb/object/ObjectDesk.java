package org.holdfast.ejb.object;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.domain.access.ObjectAction;
import org.holdfast.domain.access.Rights;
import org.holdfast.domain.audit.AuditEvent;
import org.holdfast.domain.audit.AuditOperation;
import org.holdfast.domain.audit.AuditTrail;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.object.ObjectId;
import org.holdfast.domain.object.SecurityObject;
import org.holdfast.domain.object.SecurityObjectRepository;
import org.holdfast.ejb.access.AccessControl;
import org.jspecify.annotations.Nullable;

/** Hands out security objects to use cases whose caller has the access that they take. */
@ApplicationScoped
class ObjectDesk {

  /** An object, and the rights under which it was handed out. */
  record Handed(SecurityObject object, Rights rights) {

    String actor() {
      return rights.caller().name();
    }
  }

  @Inject private SecurityObjectRepository objects;
  @Inject private AuditTrail audit;
  @EJB private AccessControl access;

  Rights rights() {
    return access.rights();
  }

  /** An object to look at. */
  SecurityObject find(ObjectId id) {
    SecurityObject object = objects.find(id).orElseThrow(() -> unknown(id));
    access.require(access.rights(), ObjectAction.SEE, object);
    return object;
  }

  /**
   * An object to change; nobody else changes it until the transaction is over.
   *
   * @param revision what the caller saw; null for whatever is there
   */
  Handed toChange(ObjectAction action, ObjectId id, @Nullable UUID revision) {
    SecurityObject object = objects.findToChange(id).orElseThrow(() -> unknown(id));
    Rights rights = access.rights();
    access.require(rights, action, object);
    if (revision != null && !revision.equals(object.revision())) {
      throw new VaultException(ErrorCode.REVISION_STALE, object.name());
    }
    return new Handed(object, rights);
  }

  /** As it is after a change. */
  SecurityObject changed(ObjectId id) {
    return objects.find(id).orElseThrow(() -> unknown(id));
  }

  /** Records what was done, in the transaction that does it. */
  void record(Handed handed, AuditOperation operation, String more) {
    String name = handed.object().name();
    audit.append(
        AuditEvent.succeeded(
            handed.actor(),
            operation,
            handed.object().id().value(),
            more.isEmpty() ? name : name + ": " + more));
  }

  /** That object, if the caller may see it. */
  Optional<SecurityObject> ifVisible(Rights rights, SecurityObject object) {
    return rights.onObject(object.owner(), object.wallets()).isPresent()
        ? Optional.of(object)
        : Optional.empty();
  }

  static VaultException unknown(ObjectId id) {
    return new VaultException(ErrorCode.OBJECT_UNKNOWN, id.toString());
  }
}
