package org.holdfast.domain.object;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.domain.object.ObjectCipher.Binding;
import org.holdfast.domain.object.ObjectCipher.SealedMaterial;
import org.holdfast.domain.object.ObjectCipher.WrappedDataKey;
import org.holdfast.domain.page.Page;
import org.holdfast.domain.page.PageRequest;

/** The security objects. Rows are only ever added; the one exception is {@link #destroy}. */
public interface SecurityObjectRepository {

  /** A data key that is still under an older master key. */
  record StaleDataKey(UUID versionId, Binding binding, WrappedDataKey dataKey) {}

  void add(SecurityObject object, SealedMaterial material);

  Optional<SecurityObject> find(ObjectId id);

  /** The sealed material of the current version; empty if the object is destroyed or unknown. */
  Optional<SealedMaterial> material(ObjectId id);

  /** Whether an object that is not destroyed has this name. */
  boolean nameTaken(String name);

  /** Newest first. */
  Page<SecurityObject> list(ObjectQuery query, PageRequest page);

  /**
   * Ends an object: records the new state, and overwrites the sealed material and data keys of all
   * its versions with nothing.
   */
  void destroy(SecurityObject object, ObjectState state, String actor);

  /**
   * Up to {@code limit} data keys that another master key than {@code active} wraps, in the order
   * of their version identifiers.
   *
   * @param after the last version identifier of the batch before; the zero UUID at first
   */
  List<StaleDataKey> staleDataKeys(UUID active, UUID after, int limit);

  long countStaleDataKeys(UUID active);

  /** Adds a data key's new form; the newest counts. */
  void addDataKey(UUID versionId, WrappedDataKey dataKey);
}
