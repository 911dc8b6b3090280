package org.holdfast.domain.rootoftrust;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * The closures in force, as far as this process knows. The first of them is why the vault is closed
 * and since when; what comes later takes nothing from it. Safe for use by many threads.
 */
public final class ClosuresInForce {

  /** By identifier, which is in the order of time. */
  private final ConcurrentNavigableMap<UUID, VaultClosure> known = new ConcurrentSkipListMap<>();

  private final AtomicInteger openings = new AtomicInteger();

  /**
   * Adds a closure, unless the vault is closed already and would be for the first reason all the
   * same. While somebody opens it each closure counts: it is to outlast that opening.
   *
   * @param locked whether the vault is locked now
   * @return the closure that has closed it already; empty if this one was added
   */
  public Optional<VaultClosure> close(VaultClosure closure, boolean locked) {
    Optional<VaultClosure> before = locked && openings.get() == 0 ? first() : Optional.empty();
    if (before.isEmpty()) {
      known.put(closure.id(), closure);
    }
    return before;
  }

  /** Somebody begins to open the vault; to be called before they look what there is to end. */
  public void openingBegins() {
    openings.incrementAndGet();
  }

  /** That is over, whatever became of it. */
  public void openingEnds() {
    openings.decrementAndGet();
  }

  /** These do not keep the vault closed any more. */
  public void ended(Collection<VaultClosure> closures) {
    closures.forEach(closure -> known.remove(closure.id()));
  }

  /** Identifiers of those that are known now, for {@link #found}. */
  public Set<UUID> known() {
    return Set.copyOf(known.keySet());
  }

  /**
   * Takes over what the database has.
   *
   * @param before what was known before it was asked: what came since stays
   * @param inForce its answer
   */
  public void found(Set<UUID> before, Collection<VaultClosure> inForce) {
    Set<UUID> there = inForce.stream().map(VaultClosure::id).collect(Collectors.toSet());
    known.keySet().removeIf(id -> before.contains(id) && !there.contains(id));
    inForce.forEach(closure -> known.put(closure.id(), closure));
  }

  /** The one that has closed the vault; empty if none is known. */
  public Optional<VaultClosure> first() {
    return Optional.ofNullable(known.firstEntry()).map(Map.Entry::getValue);
  }
}
