package org.holdfast.ejb.object;

import static jakarta.ejb.TransactionAttributeType.NOT_SUPPORTED;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.holdfast.domain.access.ObjectAction;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.audit.AuditOperation;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.object.ObjectId;
import org.holdfast.domain.object.RetrievedObject;
import org.holdfast.domain.object.SecurityObject;
import org.holdfast.domain.object.SecurityObjectRepository;
import org.holdfast.domain.object.SecurityObjectRepository.Stored;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.ejb.object.ObjectOpening.Allowed;
import org.jspecify.annotations.Nullable;

/** A security object with its material; the audit record is on disk before the caller has it. */
@Stateless
@TransactionAttribute(NOT_SUPPORTED)
@RolesAllowed({Role.Names.KEY_ADMINISTRATOR, Role.Names.USER, Role.Names.ENDPOINT})
public class ReadObject {
  @Inject private ObjectOpening opening;
  @Inject private SecurityObjectRepository objects;

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
    if (version != null) {
      return read(opening.require(ObjectAction.READ, id, version), "version " + version);
    }
    Optional<RetrievedObject> known = opening.known(ObjectAction.READ, id).flatMap(this::readKnown);
    if (known.isPresent()) {
      return known.get();
    }
    Allowed allowed = opening.require(ObjectAction.READ, id, null);
    RetrievedObject retrieved = read(allowed, "");
    opening.keep(allowed);
    return retrieved;
  }

  private RetrievedObject read(Allowed allowed, String more) {
    RetrievedObject retrieved = open(allowed);
    boolean recorded = false;
    try {
      opening.record(allowed, AuditOperation.READ_OBJECT, more);
      recorded = true;
      return retrieved;
    } finally {
      if (!recorded) {
        retrieved.close();
      }
    }
  }

  /** Empty if the object or the caller's rights have changed since it was read. */
  private Optional<RetrievedObject> readKnown(Allowed allowed) {
    SecretBytes material = opening.openKnown(allowed).orElse(null);
    if (material == null) {
      return Optional.empty();
    }
    boolean recorded = false;
    try {
      recorded = opening.recordKnown(allowed, AuditOperation.READ_OBJECT);
    } finally {
      if (!recorded) {
        material.close();
      }
    }
    return recorded
        ? Optional.of(new RetrievedObject(allowed.object(), allowed.stored().version(), material))
        : Optional.empty();
  }

  /**
   * Reads several, in their order, for the caller to close; all of them or none.
   *
   * @param ids at most {@link CreateObject#MAX_BULK}
   */
  public List<RetrievedObject> readAll(List<ObjectId> ids) {
    if (ids.isEmpty() || ids.size() > CreateObject.MAX_BULK) {
      throw new VaultException(
              ErrorCode.INPUT_INVALID, "1 to " + CreateObject.MAX_BULK + " identifiers")
          .atField("ids");
    }
    Map<ObjectId, Stored> stored =
        objects.read(ids).stream()
            .collect(Collectors.toMap(found -> found.object().id(), Function.identity()));
    List<RetrievedObject> retrieved = new ArrayList<>();
    boolean complete = false;
    try {
      for (ObjectId id : ids) {
        Stored found = stored.get(id);
        if (found == null) {
          throw ObjectDesk.unknown(id);
        }
        Allowed allowed = opening.require(ObjectAction.READ, found);
        retrieved.add(open(allowed));
        opening.record(allowed, AuditOperation.READ_OBJECT, "");
      }
      complete = true;
      return retrieved;
    } finally {
      if (!complete) {
        retrieved.forEach(RetrievedObject::close);
      }
    }
  }

  private RetrievedObject open(Allowed allowed) {
    SecurityObject object = allowed.object();
    if (!object.extractable()) {
      throw new VaultException(ErrorCode.NOT_EXTRACTABLE, object.name());
    }
    SecretBytes material = opening.open(allowed, AuditOperation.READ_OBJECT);
    return new RetrievedObject(object, allowed.stored().version(), material);
  }
}
