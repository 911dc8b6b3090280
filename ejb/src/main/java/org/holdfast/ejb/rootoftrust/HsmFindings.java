package org.holdfast.ejb.rootoftrust;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.rootoftrust.RootsOfTrust;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the Roots of Trust in force (S80). A check looks for seconds, and an operation
 * may end meanwhile: what was seen of a state that is no longer in force is dropped, and looked for
 * again. Safe for several threads; reading waits for nobody.
 */
final class HsmFindings {

  /** How often a check looks before it gives up: each time an operation has come between. */
  private static final int LOOKS = 3;

  /**
   * What a check saw of one Root of Trust.
   *
   * @param observation token and key; null if the token could not be looked at
   * @param cause what is wrong; null if nothing is
   */
  record Seen(String name, @Nullable HsmObservation observation, @Nullable VaultException cause) {}

  private final InstantSource clock;
  private final Duration patience;
  private final BiConsumer<String, HsmHealth> announcer;

  /** By name, in order of priority. */
  private volatile Map<String, HsmHealth> health = Map.of();

  /** By name; what was seen of those that could be looked at. */
  private volatile Map<String, HsmObservation> observations = Map.of();

  private volatile boolean withoutHsm;

  /** Changes of what is in force that have not come to their end. */
  private int changing;

  /** Those that have. */
  private long changed;

  /**
   * @param patience how long a look waits for an operation that is changing what is in force
   * @param announcer is told when a Root of Trust goes down, or is back; by the name to say, which
   *     is empty where there is one only
   */
  HsmFindings(InstantSource clock, Duration patience, BiConsumer<String, HsmHealth> announcer) {
    this.clock = clock;
    this.patience = patience;
    this.announcer = announcer;
  }

  /** What is in force is about to change: what is being seen now will not count. */
  synchronized void changeBegins() {
    changing++;
  }

  /** The change has come to its end, or was taken back. */
  synchronized void changeEnds() {
    changing--;
    changed++;
    notifyAll();
  }

  /**
   * Looks, and notes what was seen if nothing has changed since the look began; else looks again.
   *
   * @param look what is seen of those in force, in order of priority; empty without HSM mode
   * @return whether it was noted; false if operations came between each time
   */
  boolean note(Supplier<List<Seen>> look) {
    for (int looks = 0; looks < LOOKS; looks++) {
      Optional<Long> before = awaitNoChange();
      if (before.isEmpty()) {
        return false;
      }
      List<Seen> seen = look.get();
      if (noteIfUnchanged(before.get(), seen)) {
        return true;
      }
    }
    return false;
  }

  /** How many changes have ended, when none is under way; empty if one goes on for too long. */
  private synchronized Optional<Long> awaitNoChange() {
    long end = System.nanoTime() + patience.toNanos();
    try {
      while (changing > 0) {
        long left = end - System.nanoTime();
        if (left <= 0) {
          return Optional.empty();
        }
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
    return Optional.of(changed);
  }

  private synchronized boolean noteIfUnchanged(long before, List<Seen> seen) {
    if (changing > 0 || changed != before) {
      return false;
    }
    if (seen.isEmpty()) {
      without();
      return true;
    }
    keep(seen.stream().map(Seen::name).toList());
    for (Seen one : seen) {
      HsmObservation observation = one.observation();
      if (observation != null) {
        observed(one.name(), observation);
      }
      take(one.name(), one.cause());
    }
    return true;
  }

  private void observed(String name, HsmObservation observation) {
    Map<String, HsmObservation> now = new LinkedHashMap<>(observations);
    now.put(name, observation);
    observations = Collections.unmodifiableMap(now);
  }

  /**
   * Takes note of an outcome for one Root of Trust: null is good. A check that is looking now may
   * have looked before; what it saw does not count.
   */
  synchronized void found(String root, @Nullable VaultException cause) {
    changed++;
    take(root, cause);
  }

  private void take(String root, @Nullable VaultException cause) {
    withoutHsm = false;
    HsmHealth before = health.get(root);
    HsmHealth now;
    if (cause == null) {
      now = HsmHealth.good(before, clock.instant());
    } else {
      now = HsmHealth.bad(before, cause.code(), cause.detail(), clock.instant());
    }
    Map<String, HsmHealth> all = new LinkedHashMap<>(health);
    all.put(root, now);
    health = Collections.unmodifiableMap(all);
    if (before == null ? !now.up() : before.up() != now.up()) {
      announcer.accept(all.size() > 1 ? root : "", now);
    }
  }

  /** Forgets what was found: others are in force, and were not looked at yet. */
  synchronized void reset() {
    health = Map.of();
    observations = Map.of();
    withoutHsm = false;
  }

  /** No HSM is in force. */
  synchronized void without() {
    reset();
    withoutHsm = true;
  }

  /** Forgets what was found of others than these, and takes over their order. */
  synchronized void keep(RootsOfTrust roots) {
    keep(roots.names());
  }

  private void keep(List<String> names) {
    withoutHsm = false;
    Map<String, HsmHealth> kept = new LinkedHashMap<>();
    for (String name : names) {
      HsmHealth known = health.get(name);
      if (known != null) {
        kept.put(name, known);
      }
    }
    health = Collections.unmodifiableMap(kept);
    Map<String, HsmObservation> seen = new LinkedHashMap<>(observations);
    seen.keySet().retainAll(names);
    observations = Collections.unmodifiableMap(seen);
  }

  /** The same Root of Trust has another name. */
  synchronized void renamed(String former, String name) {
    Map<String, HsmHealth> all = new LinkedHashMap<>(health);
    HsmHealth known = all.remove(former);
    if (known != null) {
      all.put(name, known);
    }
    health = Collections.unmodifiableMap(all);
    observations = Map.of();
  }

  /** What was found last, all in all; empty before the first check, and without HSM mode. */
  Optional<HsmHealth> overall() {
    Map<String, HsmHealth> now = health;
    List<Map.Entry<String, HsmHealth>> down =
        now.entrySet().stream().filter(one -> !one.getValue().up()).toList();
    if (down.isEmpty() || now.size() == 1) {
      return now.values().stream().max(Comparator.comparing(HsmHealth::since));
    }
    HsmHealth first = down.get(0).getValue();
    String which =
        down.stream()
            .map(one -> one.getKey() + ": " + one.getValue().wordsBeside(first))
            .collect(Collectors.joining("; "));
    return Optional.of(first.withDetail(which));
  }

  /** What was found last of each Root of Trust in force, in order of priority. */
  List<RootHealth> roots() {
    List<RootHealth> roots = new ArrayList<>();
    health.forEach((name, one) -> roots.add(new RootHealth(name, roots.isEmpty(), one)));
    return roots;
  }

  /** What each token and key was like at the last check, as far as they could be looked at. */
  List<HsmObservation> observations() {
    return List.copyOf(observations.values());
  }

  /** Whether HSM mode is known not to be in force. */
  boolean isWithoutHsm() {
    return withoutHsm;
  }
}
