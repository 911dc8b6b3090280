package org.holdfast.ejb.object;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.holdfast.domain.access.Protection;
import org.holdfast.domain.access.Rights;
import org.holdfast.domain.access.VirtualWallet;
import org.holdfast.domain.access.WalletAction;
import org.holdfast.domain.access.WalletId;
import org.holdfast.domain.access.WalletRepository;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.identifier.Uuid7;
import org.holdfast.domain.material.CertificateFacts;
import org.holdfast.domain.material.Material;
import org.holdfast.domain.object.NewObject;
import org.holdfast.domain.object.ObjectAttributes;
import org.holdfast.domain.object.ObjectCipher.Binding;
import org.holdfast.domain.object.ObjectId;
import org.holdfast.domain.object.ObjectState;
import org.holdfast.domain.object.SecurityObject;
import org.holdfast.domain.object.SecurityObjectRepository;
import org.holdfast.ejb.access.AccessControl;
import org.jspecify.annotations.Nullable;

/** Puts new security objects together, encrypts and keeps them. */
@ApplicationScoped
class ObjectMaking {

  private static final int FIRST_VERSION = 1;

  @Inject private SecurityObjectRepository objects;
  @Inject private WalletRepository wallets;
  @Inject private DataKeys dataKeys;
  @Inject private Clock clock;
  @Inject private SecureRandom random;
  @EJB private AccessControl access;

  ObjectId newId() {
    return new ObjectId(Uuid7.next(random));
  }

  /** Keeps a new object with its material, which stays the caller's. */
  SecurityObject keep(Rights rights, NewObject description, Material material) {
    return keep(rights, newId(), description, material, Map.of());
  }

  /**
   * Keeps a new object.
   *
   * @param more attributes that users do not set, such as links
   */
  SecurityObject keep(
      Rights rights,
      ObjectId id,
      NewObject description,
      Material material,
      Map<String, String> more) {
    if (!rights.mayCreate()) {
      throw new VaultException(ErrorCode.NOT_ALLOWED);
    }
    Set<WalletId> into = wallets(rights, description.wallets());
    SecurityObject object = describe(rights, id, description, material, more, into);
    return add(object, material);
  }

  /** Keeps an object that is described in full. */
  SecurityObject add(SecurityObject object, Material material) {
    Binding binding = new Binding(object.id(), object.version(), object.type());
    return objects.add(
        object,
        dataKeys.seal(binding, material.content(), object.heldByHsm()),
        material.digest().orElse(null));
  }

  private SecurityObject describe(
      Rights rights,
      ObjectId id,
      NewObject description,
      Material material,
      Map<String, String> more,
      Set<WalletId> into) {
    Map<String, @Nullable String> found = new TreeMap<>(more);
    material.certificate().map(CertificateFacts::toAttributes).ifPresent(found::putAll);
    ObjectAttributes attributes = description.initialAttributes(material.algorithm()).with(found);
    Instant now = now();
    return new SecurityObject(
        id,
        description.name(),
        description.type(),
        material.algorithm(),
        material.bits(),
        FIRST_VERSION,
        initialState(attributes, now),
        now,
        now,
        rights.caller().name(),
        rights.caller().id(),
        description.extractable(),
        attributes,
        into,
        isHeldByHsm(into),
        id.value());
  }

  /** Where a new object goes, each wallet checked for access. */
  private Set<WalletId> wallets(Rights rights, Set<WalletId> wanted) {
    WalletId usual = rights.defaultWallet();
    if (wanted.isEmpty()) {
      return usual == null ? Set.of() : Set.of(usual);
    }
    for (WalletId id : wanted) {
      access.require(rights, WalletAction.PUT, wallet(id));
    }
    return wanted;
  }

  private boolean isHeldByHsm(Set<WalletId> into) {
    return into.stream().anyMatch(id -> wallet(id).protection() == Protection.HSM);
  }

  private VirtualWallet wallet(WalletId id) {
    return wallets.find(id).orElseThrow(() -> unknown(id));
  }

  /** What callers without access to the wallet are told as well, word for word. */
  private static VaultException unknown(WalletId id) {
    return new VaultException(ErrorCode.WALLET_UNKNOWN, id.toString());
  }

  private static ObjectState initialState(ObjectAttributes attributes, Instant now) {
    Instant activation = attributes.activation();
    if (activation != null && activation.isAfter(now)) {
      return ObjectState.PRE_ACTIVE;
    }
    Instant deactivation = attributes.deactivation();
    return deactivation != null && !deactivation.isAfter(now)
        ? ObjectState.DEACTIVATED
        : ObjectState.ACTIVE;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
