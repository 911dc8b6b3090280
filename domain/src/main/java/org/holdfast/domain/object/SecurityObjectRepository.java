package org.holdfast.domain.object;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.domain.access.WalletId;
import org.holdfast.domain.audit.Premise;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.material.ObjectType;
import org.holdfast.domain.object.ObjectCipher.Binding;
import org.holdfast.domain.object.ObjectCipher.SealedMaterial;
import org.holdfast.domain.page.Page;
import org.holdfast.domain.page.PageRequest;
import org.holdfast.domain.secret.Bytes;
import org.jspecify.annotations.Nullable;

/** The security objects. Rows are only ever added; the one exception is {@link #destroy}. */
public interface SecurityObjectRepository {

  /**
   * A version of an object's material, without the material.
   *
   * @param digest SHA-256 of the material; null where that would tell too much
   */
  record Version(
      int version, int bits, @Nullable Bytes digest, Instant created, String createdBy) {}

  /**
   * An object as it is read for its material.
   *
   * @param version which version the material is of
   * @param sealed null once the object is destroyed
   * @param dataKey the row of the data key that the material is encrypted under; null with it
   * @param epoch of the access tables in the moment of reading
   */
  record Stored(
      SecurityObject object,
      int version,
      @Nullable SealedMaterial sealed,
      @Nullable UUID dataKey,
      long epoch) {

    /** What binds the material. */
    public Binding binding() {
      return new Binding(object.id(), version, object.type());
    }

    /** The same under another epoch of the access tables. */
    public Stored asOf(long other) {
      return new Stored(object, version, sealed, dataKey, other);
    }

    /**
     * What must still hold for this to be the newest version of the object.
     *
     * @throws java.util.NoSuchElementException for one that is destroyed
     */
    public Premise premise() {
      return new Premise(
          object.id().value(),
          object.revision(),
          Optional.ofNullable(dataKey).orElseThrow(),
          epoch);
    }
  }

  /** A data key that is not under what it should be under. */
  record StaleDataKey(UUID versionId, Binding binding, WrappedDataKey dataKey, boolean toHsm) {}

  /** How many objects there are of a type in a state. */
  record Count(ObjectType type, ObjectState state, long objects) {}

  /**
   * Adds an object with its first version.
   *
   * @return the object with its revision
   * @throws VaultException {@link ErrorCode#OBJECT_NAME_TAKEN}; the transaction is over then
   */
  SecurityObject add(SecurityObject object, SealedMaterial material, @Nullable Bytes digest);

  /** Adds the next version of an object's material. */
  void addVersion(
      ObjectId object,
      int version,
      int bits,
      SealedMaterial material,
      @Nullable Bytes digest,
      String by);

  /**
   * Records attributes; a null value takes one away.
   *
   * @throws VaultException {@link ErrorCode#OBJECT_NAME_TAKEN}
   */
  void change(
      ObjectId object, @Nullable String name, Map<String, @Nullable String> attributes, String by);

  /** Records a state and, with a revocation, why. */
  void changeState(ObjectId object, ObjectState state, @Nullable Revocation why, String by);

  /** Puts an object in a virtual wallet, or takes it out. */
  void setMember(ObjectId object, WalletId wallet, boolean member, String by);

  Optional<SecurityObject> find(ObjectId id);

  /** The object, for the transaction of the caller to change: others that want to wait. */
  Optional<SecurityObject> findToChange(ObjectId id);

  /** In one read: the object, the sealed material of a version (null: the newest), the epoch. */
  Optional<Stored> read(ObjectId id, @Nullable Integer version);

  /** The same for several, newest versions; unknown ones are left out. */
  List<Stored> read(Collection<ObjectId> ids);

  /** The name's object that is not destroyed. */
  Optional<ObjectId> byName(String name);

  /** Newest first. */
  List<Version> versions(ObjectId id);

  /** The states it went through, newest first. */
  List<StateChange> history(ObjectId id);

  /** A state that was recorded. */
  record StateChange(ObjectState state, @Nullable Revocation revocation, Instant at, String by) {}

  /** Newest first; the total is exact up to {@link #MAX_COUNT}. */
  Page<SecurityObject> list(ObjectQuery query, PageRequest page);

  /** Up to {@code limit} objects, newest first, that follow {@code after} in that order. */
  List<SecurityObject> listAfter(ObjectQuery query, @Nullable ObjectId after, int limit);

  /** How far objects are counted for a list. */
  int MAX_COUNT = 100_000;

  /** By type and state, as they are recorded. */
  List<Count> counts();

  /** Objects that link to this one. */
  List<SecurityObject> linkedTo(ObjectId id);

  /**
   * Ends an object: records the new state, and overwrites the sealed material and data keys of all
   * its versions with nothing.
   */
  void destroy(ObjectId object, ObjectState state, String by);

  /** Objects whose dates have made another state of what is recorded. */
  List<SecurityObject> dueForState(Instant now, int limit);

  /** Active objects whose rotation policy asks for a new version by now. */
  List<SecurityObject> dueForRotation(Instant now, int limit);

  /**
   * Up to {@code limit} data keys that are under another master key than {@code active}, or under a
   * master key although the HSM should hold them, or the other way round, or under another key of
   * an HSM than {@code holder}; in the order of their version identifiers.
   *
   * @param holder the primary Root of Trust's; null in passphrase mode
   * @param after the last version identifier of the batch before; the zero UUID at first
   */
  List<StaleDataKey> staleDataKeys(UUID active, @Nullable HsmHolder holder, UUID after, int limit);

  long countStaleDataKeys(UUID active, @Nullable HsmHolder holder);

  /** Data keys that the HSM holds. */
  long countHeldByHsm();

  /** The same by the key that wraps them. */
  Map<HsmHolder, Long> heldByHsm();

  /**
   * Puts a data key's new form in the place of the one in force. Whoever destroys the object
   * meanwhile waits for the transaction of the caller, or it waits for theirs.
   *
   * @return false if there is none in force, as the object was destroyed: nothing is added then
   */
  boolean replaceDataKey(UUID versionId, WrappedDataKey dataKey);
}
