package org.holdfast.ejb.object;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.holdfast.domain.access.ObjectAction;
import org.holdfast.domain.access.Rights;
import org.holdfast.domain.audit.AuditEvent;
import org.holdfast.domain.audit.AuditOperation;
import org.holdfast.domain.audit.AuditTrail;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.object.ObjectCipher.SealedMaterial;
import org.holdfast.domain.object.ObjectId;
import org.holdfast.domain.object.SecurityObject;
import org.holdfast.domain.object.SecurityObjectRepository;
import org.holdfast.domain.object.SecurityObjectRepository.Stored;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.ejb.access.AccessControl;
import org.jspecify.annotations.Nullable;

/**
 * Decrypts material for callers with access. What clients wait for: one read of the database,
 * access decided from memory, one audit record; of an object that was read before, the record
 * alone.
 */
@ApplicationScoped
class ObjectOpening {

  /** An object that the caller has access to, still sealed. */
  record Allowed(Stored stored, Rights rights) {

    SecurityObject object() {
      return stored.object();
    }

    String actor() {
      return rights.caller().name();
    }
  }

  @Inject private SecurityObjectRepository objects;
  @Inject private KnownObjects known;
  @Inject private DataKeys dataKeys;
  @Inject private AuditTrail audit;
  @EJB private AccessControl access;

  /**
   * An object for that action.
   *
   * @param version null for the current one
   */
  Allowed require(ObjectAction action, ObjectId id, @Nullable Integer version) {
    Stored stored = objects.read(id, version).orElseThrow(() -> missing(action, id, version));
    return require(action, stored);
  }

  Allowed require(ObjectAction action, Stored stored) {
    Rights rights = access.rights(stored.epoch());
    access.require(rights, action, stored.object());
    return new Allowed(stored, rights);
  }

  /**
   * The newest version of an object for that action, as it was read before: for {@link #openKnown}
   * and {@link #recordKnown}. Empty wherever the database is to be asked, also to refuse.
   */
  Optional<Allowed> known(ObjectAction action, ObjectId id) {
    return known
        .find(id)
        .map(stored -> new Allowed(stored, access.rights(stored.epoch())))
        .filter(allowed -> access.allows(allowed.rights(), action, allowed.object()));
  }

  /** Keeps what was read of an object's newest version for the next time. */
  void keep(Allowed allowed) {
    known.keep(allowed.stored());
  }

  /**
   * Decrypts, for the caller to close and not to give out before {@link #recordKnown}. Empty if
   * that fails: the master key or the Root of Trust that it was read under may be gone since.
   */
  Optional<SecretBytes> openKnown(Allowed allowed) {
    Stored stored = allowed.stored();
    try {
      return Optional.of(
          dataKeys.open(stored.binding(), Optional.ofNullable(stored.sealed()).orElseThrow()));
    } catch (VaultException e) {
      known.forget(stored.object().id());
      return Optional.empty();
    }
  }

  /**
   * Puts on record what was done with an object as it was read before, if it is still the same and
   * the caller's rights are; on disk when this returns true, and nothing happened otherwise.
   */
  boolean recordKnown(Allowed allowed, AuditOperation operation) {
    return audit.recordIf(event(allowed, operation, ""), allowed.stored().premise());
  }

  /**
   * Decrypts, for the caller to close.
   *
   * @param operation under which a changed row is recorded
   */
  SecretBytes open(Allowed allowed, AuditOperation operation) {
    SecurityObject object = allowed.object();
    SealedMaterial sealed = allowed.stored().sealed();
    if (sealed == null) {
      throw new VaultException(ErrorCode.OBJECT_DESTROYED, object.name());
    }
    try {
      return dataKeys.open(allowed.stored().binding(), sealed);
    } catch (VaultException e) {
      if (e.code() == ErrorCode.OBJECT_UNREADABLE) {
        audit.record(
            AuditEvent.failed(
                allowed.actor(), operation, object.id().value(), e.code(), object.name()));
      }
      throw e;
    }
  }

  /** Puts on record what was done with the object; on disk when this returns. */
  void record(Allowed allowed, AuditOperation operation, String more) {
    audit.record(event(allowed, operation, more));
  }

  private static AuditEvent event(Allowed allowed, AuditOperation operation, String more) {
    SecurityObject object = allowed.object();
    return AuditEvent.succeeded(
        allowed.actor(),
        operation,
        object.id().value(),
        more.isEmpty() ? object.name() : object.name() + ": " + more);
  }

  /** Unknown is the object, or, to who may see it, the version alone. */
  private VaultException missing(ObjectAction action, ObjectId id, @Nullable Integer version) {
    SecurityObject object = objects.find(id).orElseThrow(() -> ObjectDesk.unknown(id));
    access.require(access.rights(), action, object);
    return new VaultException(ErrorCode.VERSION_UNKNOWN, object.name() + " version " + version);
  }
}
