package org.holdfast.domain.object;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;

/**
 * The states of a security object and what may follow each (KMIP 2.1, 4.57, State, with its ten
 * transitions). A public key, certificate or other object passes through the same states as a key.
 */
public enum ObjectState {
  /** Not to be used yet. */
  PRE_ACTIVE("Pre-Active"),
  /** For everything that its usage mask allows. */
  ACTIVE("Active"),
  /** No more to protect with; what it protects can still be read. */
  DEACTIVATED("Deactivated"),
  /** Somebody else may know it: as deactivated, and to be replaced. */
  COMPROMISED("Compromised"),
  /** The material is gone. */
  DESTROYED("Destroyed"),
  /** The material is gone, and somebody else may have known it. */
  DESTROYED_COMPROMISED("Destroyed Compromised");

  private final String displayName;

  ObjectState(String displayName) {
    this.displayName = displayName;
  }

  public String displayName() {
    return displayName;
  }

  public boolean isDestroyed() {
    return this == DESTROYED || this == DESTROYED_COMPROMISED;
  }

  /** Whether the vault encrypts, signs, makes MACs and wraps with it. */
  public boolean mayProtect() {
    return this == ACTIVE;
  }

  /** Whether the vault decrypts, verifies and unwraps with it. */
  public boolean mayProcess() {
    return this == ACTIVE || this == DEACTIVATED || this == COMPROMISED;
  }

  /** The states that may follow. An active object is revoked before it is destroyed. */
  public Set<ObjectState> next() {
    return switch (this) {
      case PRE_ACTIVE -> EnumSet.of(ACTIVE, COMPROMISED, DESTROYED);
      case ACTIVE -> EnumSet.of(DEACTIVATED, COMPROMISED);
      case DEACTIVATED -> EnumSet.of(COMPROMISED, DESTROYED);
      case COMPROMISED -> EnumSet.of(DESTROYED_COMPROMISED);
      case DESTROYED -> EnumSet.of(DESTROYED_COMPROMISED);
      case DESTROYED_COMPROMISED -> EnumSet.noneOf(ObjectState.class);
    };
  }

  /**
   * That state, if it may follow this one.
   *
   * @throws VaultException {@link ErrorCode#STATE_NOT_ALLOWED}, or {@link
   *     ErrorCode#OBJECT_DESTROYED} when the object is
   */
  public ObjectState to(ObjectState next) {
    if (next().contains(next)) {
      return next;
    }
    if (isDestroyed()) {
      throw new VaultException(ErrorCode.OBJECT_DESTROYED, displayName);
    }
    throw new VaultException(
        ErrorCode.STATE_NOT_ALLOWED,
        "the object is %s; it can become %s"
            .formatted(
                displayName,
                next().stream().map(ObjectState::displayName).collect(Collectors.joining(", "))));
  }

  /**
   * The state after the material is destroyed.
   *
   * @throws VaultException as {@link #to}
   */
  public ObjectState destroyed() {
    return to(this == COMPROMISED ? DESTROYED_COMPROMISED : DESTROYED);
  }

  /**
   * The state after a revocation.
   *
   * @throws VaultException as {@link #to}
   */
  public ObjectState revoked(Revocation.Reason reason) {
    if (!reason.isCompromise()) {
      return to(DEACTIVATED);
    }
    return to(this == DESTROYED ? DESTROYED_COMPROMISED : COMPROMISED);
  }
}
