package org.holdfast.ejb.object;

import static jakarta.ejb.TransactionAttributeType.REQUIRES_NEW;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.holdfast.domain.access.ObjectAction;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.audit.AuditEvent;
import org.holdfast.domain.audit.AuditOperation;
import org.holdfast.domain.audit.AuditTrail;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.material.Algorithm;
import org.holdfast.domain.material.CertificateFacts;
import org.holdfast.domain.material.KeyGenerator;
import org.holdfast.domain.material.Material;
import org.holdfast.domain.material.MaterialReader;
import org.holdfast.domain.material.ObjectType;
import org.holdfast.domain.object.LinkType;
import org.holdfast.domain.object.ObjectAttributes;
import org.holdfast.domain.object.ObjectCipher.Binding;
import org.holdfast.domain.object.ObjectId;
import org.holdfast.domain.object.ObjectState;
import org.holdfast.domain.object.SecurityObject;
import org.holdfast.domain.object.SecurityObjectRepository;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.ejb.object.ObjectDesk.Handed;
import org.jspecify.annotations.Nullable;

/** Gives a security object new material; what was before is kept. */
@Stateless
@RolesAllowed({Role.Names.KEY_ADMINISTRATOR, Role.Names.USER, Role.Names.ENDPOINT})
public class RotateObject {
  private static final int MAX_NAME = 255;

  @Inject private ObjectDesk desk;
  @Inject private ObjectMaking making;
  @Inject private SecurityObjectRepository objects;
  @Inject private DataKeys dataKeys;
  @Inject private KeyRandomness randomness;
  @Inject private Clock clock;
  @Inject private AuditTrail audit;

  /**
   * Makes a new version: of the vault's own making for symmetric keys, of {@code material}
   * otherwise. The identifier and the name stay; older versions can still be read and used.
   *
   * @param material stays the caller's; null for the vault to make it
   * @throws VaultException {@link ErrorCode#STATE_NOT_ALLOWED} unless it is active or pre-active;
   *     {@link ErrorCode#OPERATION_NOT_SUPPORTED}, and as for a new object
   */
  public SecurityObject rotate(
      ObjectId id, @Nullable SecretBytes material, @Nullable UUID revision) {
    Handed handed = desk.toChange(ObjectAction.ROTATE, id, revision);
    requireUsable(handed.object());
    try (Material next = material == null ? generate(handed.object()) : read(handed, material)) {
      addVersion(handed.object(), next, handed.actor());
    }
    SecurityObject rotated = desk.changed(id);
    desk.record(handed, AuditOperation.ROTATE_OBJECT, "now version " + rotated.version());
    return rotated;
  }

  /**
   * Makes a new object in the place of this one (KMIP 2.1, 6.1.44, Re-key): it takes the name,
   * attributes and virtual wallets over; the two link to each other. The former object keeps its
   * state, under its name with its identifier behind.
   */
  public SecurityObject rekey(ObjectId id, @Nullable UUID revision) {
    Handed handed = desk.toChange(ObjectAction.REKEY, id, revision);
    SecurityObject former = handed.object();
    requireUsable(former);
    ObjectId nextId = making.newId();
    objects.change(
        id,
        formerName(former),
        Map.of(ObjectAttributes.link(LinkType.NEXT), nextId.toString()),
        handed.actor());
    try (Material material = generate(former)) {
      making.add(replacement(former, nextId, handed, material), material);
    }
    desk.record(handed, AuditOperation.REKEY_OBJECT, "replaced by " + nextId);
    return desk.changed(nextId);
  }

  /** Rotates an object whose policy asks for it, in the name of the vault. */
  @PermitAll
  @TransactionAttribute(REQUIRES_NEW)
  public void rotateByPolicy(ObjectId id) {
    SecurityObject object = objects.findToChange(id).orElseThrow(() -> ObjectDesk.unknown(id));
    if (object.attributes().rotationDays() == 0
        || object.stateAt(clock.instant()) != ObjectState.ACTIVE) {
      return;
    }
    try (Material next = generate(object)) {
      addVersion(object, next, AuditEvent.SYSTEM);
    }
    audit.append(
        AuditEvent.succeeded(
            AuditEvent.SYSTEM,
            AuditOperation.ROTATE_OBJECT,
            id.value(),
            object.name() + ": now version " + (object.version() + 1) + ", by its policy"));
  }

  private void addVersion(SecurityObject object, Material next, String by) {
    int version = object.version() + 1;
    objects.addVersion(
        object.id(),
        version,
        next.bits(),
        dataKeys.seal(
            new Binding(object.id(), version, object.type()), next.content(), object.heldByHsm()),
        next.digest().orElse(null),
        by);
  }

  private void requireUsable(SecurityObject object) {
    ObjectState state = object.stateAt(clock.instant());
    if (state != ObjectState.ACTIVE && state != ObjectState.PRE_ACTIVE) {
      throw new VaultException(ErrorCode.STATE_NOT_ALLOWED, "the object is " + state.displayName());
    }
  }

  private Material generate(SecurityObject object) {
    Algorithm algorithm = object.algorithm();
    if (object.type() != ObjectType.SYMMETRIC_KEY || algorithm == null) {
      throw new VaultException(
          ErrorCode.OPERATION_NOT_SUPPORTED,
          "the vault makes new symmetric keys; for a %s send the new material"
              .formatted(object.type().displayName()));
    }
    return KeyGenerator.symmetric(algorithm, object.bits(), randomness.fresh());
  }

  /** New material from outside, of the kind that the object is. */
  private Material read(Handed handed, SecretBytes material) {
    SecurityObject object = handed.object();
    Material next = MaterialReader.read(object.type(), object.algorithm(), material);
    Map<String, @Nullable String> facts = new HashMap<>();
    object.attributes().values().keySet().stream()
        .filter(name -> name.startsWith(ObjectAttributes.CERTIFICATE))
        .forEach(name -> facts.put(name, null));
    next.certificate().map(CertificateFacts::toAttributes).ifPresent(facts::putAll);
    objects.change(object.id(), null, facts, handed.actor());
    return next;
  }

  private SecurityObject replacement(
      SecurityObject former, ObjectId id, Handed handed, Material material) {
    Map<String, @Nullable String> links = new HashMap<>();
    for (LinkType type : LinkType.values()) {
      links.put(ObjectAttributes.link(type), null);
    }
    links.put(ObjectAttributes.link(LinkType.PREVIOUS), former.id().toString());
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return new SecurityObject(
        id,
        former.name(),
        former.type(),
        former.algorithm(),
        material.bits(),
        1,
        former.stateAt(now),
        now,
        now,
        handed.actor(),
        former.owner(),
        former.extractable(),
        former.attributes().with(links),
        former.wallets(),
        former.heldByHsm(),
        former.revision());
  }

  private static String formerName(SecurityObject former) {
    String mark = " [" + former.id() + "]";
    String name = former.name();
    return name.substring(0, Math.min(name.length(), MAX_NAME - mark.length())) + mark;
  }
}
