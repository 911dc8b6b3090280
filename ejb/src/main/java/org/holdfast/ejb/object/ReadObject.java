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
import org.holdfast.domain.object.ObjectCipher;
import org.holdfast.domain.object.ObjectCipher.Binding;
import org.holdfast.domain.object.ObjectCipher.SealedMaterial;
import org.holdfast.domain.object.ObjectId;
import org.holdfast.domain.object.RetrievedObject;
import org.holdfast.domain.object.SecurityObject;
import org.holdfast.domain.object.SecurityObjectRepository;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.domain.wallet.Vault;

/** A security object with its material; the audit record is on disk before the caller has it. */
@Stateless
@RolesAllowed(Role.Names.KEY_ADMINISTRATOR)
public class ReadObject {

  @Resource private SessionContext context;
  @Inject private FindObject find;
  @Inject private SecurityObjectRepository objects;
  @Inject private AuditTrail audit;
  @Inject private Vault vault;
  @Inject private FailureAudit failures;

  /**
   * Reads an object, for the caller to close.
   *
   * @throws VaultException {@link ErrorCode#OBJECT_UNKNOWN}, {@link ErrorCode#OBJECT_DESTROYED},
   *     {@link ErrorCode#VAULT_CLOSED}, {@link ErrorCode#OBJECT_UNREADABLE}
   */
  public RetrievedObject read(ObjectId id) {
    SecurityObject object = find.find(id);
    SealedMaterial sealed =
        objects
            .material(id)
            .orElseThrow(() -> new VaultException(ErrorCode.OBJECT_DESTROYED, object.name()));
    RetrievedObject retrieved = new RetrievedObject(object, open(object, sealed));
    audit.append(
        AuditEvent.succeeded(
            context.getCallerPrincipal().getName(),
            AuditOperation.READ_OBJECT,
            id.value(),
            object.name()));
    return retrieved;
  }

  private SecretBytes open(SecurityObject object, SealedMaterial sealed) {
    Binding binding = new Binding(object.id(), object.version(), object.type());
    try {
      return vault.with(ring -> ObjectCipher.open(binding, sealed, ring));
    } catch (VaultException e) {
      if (e.code() == ErrorCode.OBJECT_UNREADABLE) {
        failures.record(
            AuditEvent.failed(
                context.getCallerPrincipal().getName(),
                AuditOperation.READ_OBJECT,
                object.id().value(),
                e.code(),
                object.name()));
      }
      throw e;
    }
  }
}
