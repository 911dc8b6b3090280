package org.holdfast.domain.object;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.holdfast.domain.access.WalletId;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.material.Algorithm;
import org.holdfast.domain.material.ObjectType;
import org.holdfast.domain.material.Usage;
import org.jspecify.annotations.Nullable;

/**
 * A security object as everybody with access may see it: without its material.
 *
 * @param algorithm null where the type has none
 * @param bits length of the current version: of the key, or of the material
 * @param version of the material, from 1
 * @param state as it was recorded last; {@link #stateAt} counts in the dates
 * @param createdBy name of who made it
 * @param owner identity of who made it; {@link #SYSTEM} for the vault's own
 * @param extractable false: the material never leaves the vault
 * @param wallets the virtual wallets it is in
 * @param heldByHsm whether one of these is held by the HSM
 * @param revision changes with each change
 */
public record SecurityObject(
    ObjectId id,
    String name,
    ObjectType type,
    @Nullable Algorithm algorithm,
    int bits,
    int version,
    ObjectState state,
    Instant stateSince,
    Instant created,
    String createdBy,
    UUID owner,
    boolean extractable,
    ObjectAttributes attributes,
    Set<WalletId> wallets,
    boolean heldByHsm,
    UUID revision) {

  /** The owner of what the vault keeps for its own use. */
  public static final UUID SYSTEM = new UUID(0, 0);

  public SecurityObject {
    wallets = Set.copyOf(wallets);
  }

  /** The same under another revision. */
  public SecurityObject withRevision(UUID other) {
    return new SecurityObject(
        id,
        name,
        type,
        algorithm,
        bits,
        version,
        state,
        stateSince,
        created,
        createdBy,
        owner,
        extractable,
        attributes,
        wallets,
        heldByHsm,
        other);
  }

  /** What the vault may do with it: as was set, or else what its algorithm is for. */
  public Set<Usage> usage() {
    Set<Usage> set = attributes.usage();
    return set == null ? Usage.defaults(type, algorithm) : set;
  }

  public boolean isSystems() {
    return owner.equals(SYSTEM);
  }

  /** The state at that time: activation and deactivation dates that have passed count. */
  public ObjectState stateAt(Instant time) {
    ObjectState now = state;
    Instant activation = attributes.activation();
    if (now == ObjectState.PRE_ACTIVE && activation != null && !time.isBefore(activation)) {
      now = ObjectState.ACTIVE;
    }
    Instant deactivation = attributes.deactivation();
    if (now == ObjectState.ACTIVE && deactivation != null && !time.isBefore(deactivation)) {
      now = ObjectState.DEACTIVATED;
    }
    return now;
  }

  /**
   * Checks that the vault may use it so at that time: state, process start and protect stop dates,
   * usage mask.
   *
   * @throws VaultException {@link ErrorCode#OBJECT_DESTROYED}, {@link ErrorCode#STATE_NOT_ALLOWED},
   *     {@link ErrorCode#USE_NOT_ALLOWED}
   */
  public void checkUse(Usage usage, Instant time) {
    ObjectState now = stateAt(time);
    if (now.isDestroyed()) {
      throw new VaultException(ErrorCode.OBJECT_DESTROYED, name);
    }
    if (usage.protects() ? !now.mayProtect() : !now.mayProcess()) {
      throw new VaultException(
          ErrorCode.STATE_NOT_ALLOWED, "the object is %s".formatted(now.displayName()));
    }
    Instant stop = attributes.protectStop();
    if (usage.protects() && stop != null && !time.isBefore(stop)) {
      throw new VaultException(
          ErrorCode.STATE_NOT_ALLOWED, "the protect stop date %s has passed".formatted(stop));
    }
    Instant start = attributes.processStart();
    if (!usage.protects() && start != null && time.isBefore(start)) {
      throw new VaultException(
          ErrorCode.STATE_NOT_ALLOWED, "the process start date %s is to come".formatted(start));
    }
    if (!usage().contains(usage)) {
      throw new VaultException(
          ErrorCode.USE_NOT_ALLOWED, "the usage mask is " + Usage.text(usage()));
    }
  }
}
