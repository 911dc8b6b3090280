package org.holdfast.ejb.object;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.audit.AuditEvent;
import org.holdfast.domain.audit.AuditOperation;
import org.holdfast.domain.audit.AuditTrail;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.identifier.Uuid7;
import org.holdfast.domain.object.NewObject;
import org.holdfast.domain.object.ObjectCipher;
import org.holdfast.domain.object.ObjectCipher.Binding;
import org.holdfast.domain.object.ObjectId;
import org.holdfast.domain.object.ObjectState;
import org.holdfast.domain.object.SecurityObject;
import org.holdfast.domain.object.SecurityObjectRepository;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.domain.wallet.Vault;

/** Encrypts and stores a security object. */
@Stateless
@RolesAllowed(Role.Names.KEY_ADMINISTRATOR)
public class StoreObject {

  private static final int FIRST_VERSION = 1;

  @Resource private SessionContext context;
  @Inject private SecurityObjectRepository objects;
  @Inject private AuditTrail audit;
  @Inject private Vault vault;
  @Inject private Clock clock;
  @Inject private SecureRandom random;

  /**
   * Stores an object, which is active from then on.
   *
   * @param material stays the caller's
   * @throws VaultException {@link ErrorCode#OBJECT_MATERIAL_INVALID}, {@link
   *     ErrorCode#OBJECT_NAME_TAKEN}, {@link ErrorCode#VAULT_CLOSED}
   */
  public SecurityObject store(NewObject description, SecretBytes material) {
    description.check(material);
    if (objects.nameTaken(description.name())) {
      throw new VaultException(ErrorCode.OBJECT_NAME_TAKEN, description.name()).atField("name");
    }
    SecurityObject object = describe(description, material);
    Binding binding = new Binding(object.id(), object.version(), object.type());
    objects.add(object, vault.with(ring -> ObjectCipher.seal(binding, material, ring, random)));
    audit.append(
        AuditEvent.succeeded(
            object.createdBy(), AuditOperation.STORE_OBJECT, object.id().value(), object.name()));
    return object;
  }

  private SecurityObject describe(NewObject description, SecretBytes material) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return new SecurityObject(
        new ObjectId(Uuid7.next(random)),
        description.name(),
        description.type(),
        description.algorithm(),
        material.size() * Byte.SIZE,
        FIRST_VERSION,
        ObjectState.ACTIVE,
        now,
        context.getCallerPrincipal().getName(),
        now);
  }
}
