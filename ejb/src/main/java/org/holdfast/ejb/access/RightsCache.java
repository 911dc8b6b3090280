package org.holdfast.ejb.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.holdfast.domain.access.Rights;
import org.holdfast.ejb.rootoftrust.VaultRestored;

/**
 * The rights of the callers that called last, ten thousand at most. What it holds counts for the
 * epoch it was read under alone, so nothing has to be removed when a grant changes.
 */
@ApplicationScoped
class RightsCache {

  private static final int MAX_CALLERS = 10_000;

  private final Map<String, Rights> byCaller =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Rights> eldest) {
          return size() > MAX_CALLERS;
        }
      };

  synchronized Optional<Rights> find(String caller, long epoch) {
    return Optional.ofNullable(byCaller.get(caller)).filter(rights -> rights.epoch() == epoch);
  }

  synchronized void put(String caller, Rights rights) {
    byCaller.put(caller, rights);
  }

  /** The epochs of a backup are not those of the tables before. */
  synchronized void onRestore(@Observes VaultRestored restored) {
    byCaller.clear();
  }
}
