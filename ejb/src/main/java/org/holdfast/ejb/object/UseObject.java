package org.holdfast.ejb.object;

import static jakarta.ejb.TransactionAttributeType.NOT_SUPPORTED;
import static jakarta.ejb.TransactionAttributeType.REQUIRED;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.holdfast.domain.access.ObjectAction;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.audit.AuditEvent;
import org.holdfast.domain.audit.AuditOperation;
import org.holdfast.domain.audit.AuditTrail;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.material.KeyOperation;
import org.holdfast.domain.material.KeyOperations;
import org.holdfast.domain.material.Material;
import org.holdfast.domain.material.MaterialReader;
import org.holdfast.domain.material.Scheme;
import org.holdfast.domain.object.LinkType;
import org.holdfast.domain.object.NewObject;
import org.holdfast.domain.object.ObjectAttributes;
import org.holdfast.domain.object.ObjectId;
import org.holdfast.domain.object.SecurityObject;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.SecretAccess;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.ejb.object.ObjectOpening.Allowed;
import org.jspecify.annotations.Nullable;

/**
 * Uses a key in the vault, so that it need not leave: encrypt, decrypt, sign, verify, MAC, wrap,
 * unwrap. Data in and out has up to 1 MiB. Schemes are named by their identifier, null for the
 * key's own or its algorithm's usual one.
 *
 * <p>Each call throws {@link VaultException} {@link ErrorCode#OBJECT_UNKNOWN}, {@link
 * ErrorCode#VERSION_UNKNOWN}, {@link ErrorCode#STATE_NOT_ALLOWED}, {@link
 * ErrorCode#USE_NOT_ALLOWED}, {@link ErrorCode#OPERATION_NOT_SUPPORTED}, {@link
 * ErrorCode#VAULT_CLOSED}; decrypt and unwrap {@link ErrorCode#CIPHERTEXT_INVALID}.
 */
@Stateless
@TransactionAttribute(NOT_SUPPORTED)
@RolesAllowed({Role.Names.KEY_ADMINISTRATOR, Role.Names.USER, Role.Names.ENDPOINT})
public class UseObject {
  @Inject private ObjectOpening opening;
  @Inject private ObjectDesk desk;
  @Inject private ObjectMaking making;
  @Inject private Clock clock;
  @Inject private SecureRandom random;
  @Inject private AuditTrail audit;

  /**
   * Encrypted data.
   *
   * @param version of the key, wanted to decrypt once the key is rotated
   * @param iv null where the scheme has none
   */
  public record Encrypted(int version, String scheme, @Nullable Bytes iv, Bytes ciphertext) {}

  /** A signature or MAC. */
  public record Signed(int version, String scheme, Bytes signature) {}

  public Encrypted encrypt(
      ObjectId id, @Nullable String scheme, SecretBytes plaintext, @Nullable Bytes additionalData) {
    return use(
        KeyOperation.ENCRYPT,
        id,
        null,
        scheme,
        (key, chosen, version) -> {
          org.holdfast.domain.material.Encrypted encrypted =
              KeyOperations.encrypt(key, chosen, orNone(additionalData), plaintext, random);
          Bytes iv = encrypted.iv();
          return new Encrypted(
              version, chosen.name(), iv.size() == 0 ? null : iv, encrypted.ciphertext());
        });
  }

  /**
   * @param version null for the current one
   * @return the plaintext, for the caller to close
   */
  public SecretBytes decrypt(
      ObjectId id,
      @Nullable Integer version,
      @Nullable String scheme,
      @Nullable Bytes iv,
      Bytes ciphertext,
      @Nullable Bytes additionalData) {
    return use(
        KeyOperation.DECRYPT,
        id,
        version,
        scheme,
        (key, chosen, used) ->
            KeyOperations.decrypt(
                key,
                new org.holdfast.domain.material.Encrypted(chosen, orNone(iv), ciphertext),
                orNone(additionalData)));
  }

  public Signed sign(ObjectId id, @Nullable String scheme, SecretBytes data) {
    return use(
        KeyOperation.SIGN,
        id,
        null,
        scheme,
        (key, chosen, version) ->
            new Signed(
                version, chosen.name(), KeyOperations.sign(key, chosen, clear(data), random)));
  }

  /** Whether the signature is the key's over that data. */
  public boolean verify(
      ObjectId id,
      @Nullable Integer version,
      @Nullable String scheme,
      SecretBytes data,
      Bytes signature) {
    return use(
        KeyOperation.VERIFY,
        id,
        version,
        scheme,
        (key, chosen, used) -> KeyOperations.verify(key, chosen, clear(data), signature));
  }

  public Signed mac(ObjectId id, @Nullable String scheme, SecretBytes data) {
    return use(
        KeyOperation.MAC_GENERATE,
        id,
        null,
        scheme,
        (key, chosen, version) ->
            new Signed(version, chosen.name(), KeyOperations.mac(key, chosen, clear(data))));
  }

  public boolean verifyMac(
      ObjectId id,
      @Nullable Integer version,
      @Nullable String scheme,
      SecretBytes data,
      Bytes mac) {
    return use(
        KeyOperation.MAC_VERIFY,
        id,
        version,
        scheme,
        (key, chosen, used) -> KeyOperations.verifyMac(key, chosen, clear(data), mac));
  }

  /** Wraps another object's current material; takes read access to it, and it be extractable. */
  public Encrypted wrap(ObjectId id, @Nullable String scheme, ObjectId wrapped) {
    Allowed inner = opening.require(ObjectAction.READ, wrapped, null);
    if (!inner.object().extractable()) {
      throw new VaultException(ErrorCode.NOT_EXTRACTABLE, inner.object().name());
    }
    return use(
        KeyOperation.WRAP,
        id,
        null,
        scheme,
        (key, chosen, version) -> {
          try (SecretBytes content = opening.open(inner, AuditOperation.READ_OBJECT)) {
            Bytes ciphertext = KeyOperations.wrap(key, chosen, content, random);
            opening.record(inner, AuditOperation.READ_OBJECT, "wrapped by " + id);
            return new Encrypted(version, chosen.name(), null, ciphertext);
          }
        });
  }

  /**
   * Unwraps a symmetric key into a new object, without showing it.
   *
   * @param as the new object; its {@code PARENT} link names the wrapping key
   * @return its identifier
   */
  @TransactionAttribute(REQUIRED)
  public UUID unwrap(
      ObjectId id,
      @Nullable Integer version,
      @Nullable String scheme,
      Bytes wrapped,
      NewObject as) {
    return use(
        KeyOperation.UNWRAP,
        id,
        version,
        scheme,
        (key, chosen, used) -> {
          try (SecretBytes content = KeyOperations.unwrap(key, chosen, wrapped);
              Material material = MaterialReader.read(as.type(), as.algorithm(), content)) {
            SecurityObject made =
                making.keep(
                    desk.rights(),
                    making.newId(),
                    as,
                    material,
                    Map.of(ObjectAttributes.link(LinkType.PARENT), id.toString()));
            audit.append(
                AuditEvent.succeeded(
                    made.createdBy(),
                    AuditOperation.STORE_OBJECT,
                    made.id().value(),
                    made.name() + ": unwrapped by " + id));
            return made.id().value();
          }
        });
  }

  /** What is done with the key in clear. */
  @FunctionalInterface
  private interface Work<T> {
    T with(Material key, Scheme scheme, int version);
  }

  private <T> T use(
      KeyOperation operation,
      ObjectId id,
      @Nullable Integer version,
      @Nullable String scheme,
      Work<T> work) {
    Allowed allowed = opening.require(ObjectAction.USE, id, version);
    SecurityObject object = allowed.object();
    object.checkUse(operation.usage(), clock.instant());
    Scheme chosen = scheme(operation, object, scheme);
    int used = allowed.stored().version();
    T result;
    try (SecretBytes content = opening.open(allowed, AuditOperation.USE_OBJECT);
        Material key =
            Material.restored(object.type(), object.algorithm(), object.bits(), content, null)) {
      result = work.with(key, chosen, used);
    }
    opening.record(
        allowed,
        AuditOperation.USE_OBJECT,
        "%s with %s, version %d".formatted(operation, chosen, used));
    return result;
  }

  /** The scheme asked for, or the object's own where that does this, or the usual one. */
  private static Scheme scheme(
      KeyOperation operation, SecurityObject object, @Nullable String asked) {
    if (asked != null) {
      return Scheme.parse(asked);
    }
    String own = object.attributes().get(ObjectAttributes.SCHEME);
    return Scheme.offered(operation, object.type(), object.algorithm()).stream()
        .filter(offered -> offered.name().equals(own))
        .findFirst()
        .orElseGet(
            () -> Scheme.defaultFor(operation, object.type(), object.algorithm(), object.bits()));
  }

  private static Bytes orNone(@Nullable Bytes given) {
    return given == null ? Bytes.of() : given;
  }

  private static Bytes clear(SecretBytes data) {
    return data.lend(SecretAccess.granted(), Bytes::of);
  }
}
