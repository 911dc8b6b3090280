package org.holdfast.ejb.object;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Optional;
import org.holdfast.domain.audit.Premise;
import org.holdfast.domain.object.ObjectCipher.SealedMaterial;
import org.holdfast.domain.object.ObjectId;
import org.holdfast.domain.object.SecurityObjectRepository.Stored;
import org.holdfast.ejb.rootoftrust.VaultRestored;

/**
 * Rows of the objects that were read last, as the database has them: material and data key are
 * encrypted. What it holds may be out of date; whoever decides by it has the {@link Premise}
 * compared with the database before anything is given out.
 */
@ApplicationScoped
class KnownObjects {

  /** Of all rows together, as they are estimated. */
  private static final long MOST_BYTES = 16L << 20;

  /** Of one row's material: files are read seldom, and would drive many keys out. */
  private static final int MOST_MATERIAL = 8 << 10;

  /** What a row takes beside its material and attributes. */
  private static final int ROW_BYTES = 1_000;

  private final Cache<ObjectId, Stored> rows =
      Caffeine.newBuilder()
          .maximumWeight(MOST_BYTES)
          .weigher((ObjectId id, Stored stored) -> bytes(stored))
          .executor(Runnable::run)
          .build();

  private volatile long epoch;

  /** The newest version of an object, as of the epoch that was seen last. */
  Optional<Stored> find(ObjectId id) {
    Stored stored = rows.getIfPresent(id);
    return stored == null ? Optional.empty() : Optional.of(stored.asOf(epoch));
  }

  /** Keeps the newest version of an object, if it is of a size to be kept. */
  void keep(Stored stored) {
    epoch = stored.epoch();
    SealedMaterial sealed = stored.sealed();
    if (sealed != null && sealed.material().ciphertext().size() <= MOST_MATERIAL) {
      rows.put(stored.object().id(), stored);
    }
  }

  void forget(ObjectId id) {
    rows.invalidate(id);
  }

  void onRestore(@Observes VaultRestored restored) {
    rows.invalidateAll();
  }

  private static int bytes(Stored stored) {
    SealedMaterial sealed = stored.sealed();
    int bytes = ROW_BYTES + (sealed == null ? 0 : sealed.material().ciphertext().size());
    for (Map.Entry<String, String> attribute : stored.object().attributes().values().entrySet()) {
      bytes += 2 * (attribute.getKey().length() + attribute.getValue().length());
    }
    return bytes;
  }
}
