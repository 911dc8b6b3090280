package org.holdfast.ejb.object;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.holdfast.domain.audit.AuditEvent;
import org.holdfast.domain.audit.AuditOperation;
import org.holdfast.domain.audit.AuditTrail;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.material.CertificateFacts;
import org.holdfast.domain.material.Material;
import org.holdfast.domain.material.ObjectType;
import org.holdfast.domain.object.LinkType;
import org.holdfast.domain.object.ObjectAttributes;
import org.holdfast.domain.object.ObjectCipher.SealedMaterial;
import org.holdfast.domain.object.ObjectId;
import org.holdfast.domain.object.ObjectState;
import org.holdfast.domain.object.RetrievedObject;
import org.holdfast.domain.object.SecurityObject;
import org.holdfast.domain.object.SecurityObjectRepository;
import org.holdfast.domain.object.SecurityObjectRepository.Stored;
import org.holdfast.ejb.access.SystemKeyStore;

/** Keeps the vault's own keys like any other object: encrypted, re-wrapped, in each backup. */
@ApplicationScoped
class SystemObjects implements SystemKeyStore {

  @Inject private SecurityObjectRepository objects;
  @Inject private ObjectMaking making;
  @Inject private DataKeys dataKeys;
  @Inject private AuditTrail audit;
  @Inject private Clock clock;

  @Override
  public Optional<SecurityObject> find(String name) {
    return objects.byName(name).flatMap(objects::find).filter(SecurityObject::isSystems);
  }

  @Override
  public SecurityObject keep(String name, Material material, Map<LinkType, ObjectId> links) {
    Map<String, String> attributes = new TreeMap<>();
    material.certificate().map(CertificateFacts::toAttributes).ifPresent(attributes::putAll);
    links.forEach((type, target) -> attributes.put(ObjectAttributes.link(type), target.toString()));
    ObjectId id = making.newId();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    boolean isPublic =
        material.type() == ObjectType.CERTIFICATE || material.type() == ObjectType.PUBLIC_KEY;
    SecurityObject kept =
        making.add(
            new SecurityObject(
                id,
                name,
                material.type(),
                material.algorithm(),
                material.bits(),
                1,
                ObjectState.ACTIVE,
                now,
                now,
                AuditEvent.SYSTEM,
                SecurityObject.SYSTEM,
                isPublic,
                ObjectAttributes.of(attributes),
                Set.of(),
                false,
                id.value()),
            material);
    audit.append(
        AuditEvent.succeeded(AuditEvent.SYSTEM, AuditOperation.CREATE_OBJECT, id.value(), name));
    return kept;
  }

  @Override
  public RetrievedObject open(ObjectId id) {
    Stored stored =
        objects
            .read(id, null)
            .filter(found -> found.object().isSystems())
            .orElseThrow(() -> ObjectDesk.unknown(id));
    SealedMaterial sealed = stored.sealed();
    if (sealed == null) {
      throw new VaultException(ErrorCode.OBJECT_UNKNOWN, id.toString());
    }
    return new RetrievedObject(
        stored.object(), stored.version(), dataKeys.open(stored.binding(), sealed));
  }
}
