package org.holdfast.persistence.object;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.domain.access.WalletId;
import org.holdfast.domain.object.HsmHolder;
import org.holdfast.domain.object.ObjectCipher.SealedMaterial;
import org.holdfast.domain.object.ObjectId;
import org.holdfast.domain.object.ObjectQuery;
import org.holdfast.domain.object.ObjectState;
import org.holdfast.domain.object.Revocation;
import org.holdfast.domain.object.SecurityObject;
import org.holdfast.domain.object.SecurityObjectRepository;
import org.holdfast.domain.object.WrappedDataKey;
import org.holdfast.domain.page.Page;
import org.holdfast.domain.page.PageRequest;
import org.holdfast.domain.secret.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Adds rows to the vault schema, and reads through the projections in the node schema. In SQL, as
 * arrays, JSON and a whole object in one statement are what makes it fast.
 */
@ApplicationScoped
class SqlSecurityObjectRepository implements SecurityObjectRepository {

  @Inject private ObjectWriter writer;
  @Inject private ObjectReader reader;
  @Inject private ObjectSearch search;

  @Override
  public SecurityObject add(
      SecurityObject object, SealedMaterial material, @Nullable Bytes digest) {
    return writer.add(object, material, digest);
  }

  @Override
  public void addVersion(
      ObjectId object,
      int version,
      int bits,
      SealedMaterial material,
      @Nullable Bytes digest,
      String by) {
    writer.addVersion(object, version, bits, material, digest, by);
  }

  @Override
  public void change(
      ObjectId object, @Nullable String name, Map<String, @Nullable String> attributes, String by) {
    writer.change(object, name, attributes, by);
  }

  @Override
  public void changeState(ObjectId object, ObjectState state, @Nullable Revocation why, String by) {
    writer.changeState(object, state, why, by);
  }

  @Override
  public void setMember(ObjectId object, WalletId wallet, boolean member, String by) {
    writer.setMember(object, wallet, member, by);
  }

  @Override
  public Optional<SecurityObject> find(ObjectId id) {
    return reader.find(id);
  }

  @Override
  public Optional<SecurityObject> findToChange(ObjectId id) {
    return reader.findToChange(id);
  }

  @Override
  public Optional<Stored> read(ObjectId id, @Nullable Integer version) {
    return reader.read(id, version);
  }

  @Override
  public List<Stored> read(Collection<ObjectId> ids) {
    return reader.read(ids);
  }

  @Override
  public Optional<ObjectId> byName(String name) {
    return reader.byName(name);
  }

  @Override
  public List<Version> versions(ObjectId id) {
    return reader.versions(id);
  }

  @Override
  public List<StateChange> history(ObjectId id) {
    return reader.history(id);
  }

  @Override
  public Page<SecurityObject> list(ObjectQuery query, PageRequest page) {
    return search.list(query, page);
  }

  @Override
  public List<SecurityObject> listAfter(ObjectQuery query, @Nullable ObjectId after, int limit) {
    return search.listAfter(query, after, limit);
  }

  @Override
  public List<Count> counts() {
    return reader.counts();
  }

  @Override
  public List<SecurityObject> linkedTo(ObjectId id) {
    return reader.linkedTo(id);
  }

  @Override
  public void destroy(ObjectId object, ObjectState state, String by) {
    writer.destroy(object, state, by);
  }

  @Override
  public List<SecurityObject> dueForState(Instant now, int limit) {
    return reader.dueForState(now, limit);
  }

  @Override
  public List<SecurityObject> dueForRotation(Instant now, int limit) {
    return reader.dueForRotation(now, limit);
  }

  @Override
  public List<StaleDataKey> staleDataKeys(
      UUID active, @Nullable HsmHolder holder, UUID after, int limit) {
    return reader.staleDataKeys(active, holder, after, limit);
  }

  @Override
  public long countStaleDataKeys(UUID active, @Nullable HsmHolder holder) {
    return reader.countStaleDataKeys(active, holder);
  }

  @Override
  public long countHeldByHsm() {
    return reader.countHeldByHsm();
  }

  @Override
  public Map<HsmHolder, Long> heldByHsm() {
    return reader.heldByHsm();
  }

  @Override
  public boolean replaceDataKey(UUID versionId, WrappedDataKey dataKey) {
    return writer.replaceDataKey(versionId, dataKey);
  }
}
