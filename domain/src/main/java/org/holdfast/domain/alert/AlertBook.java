package org.holdfast.domain.alert;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The alerts of a node that last: each condition raises one, which is not repeated while it lasts
 * and clears by itself when it is over. Works without a database; what is not stored yet is kept
 * until it is. Safe for use by several threads.
 */
public final class AlertBook {

  /** What became of a condition. */
  public enum Event {
    RAISED,
    /** The same condition, with another detail. */
    CHANGED,
    CLEARED
  }

  /** An alert, and what became of it. */
  public record Change(Event event, Alert alert) {}

  private static final int MOST_UNSTORED = 1_000;

  private final UUID node;
  private final Supplier<UUID> ids;
  private final Map<Finding.Identity, Alert> open = new LinkedHashMap<>();
  private final List<Change> unstored = new ArrayList<>();
  private boolean loaded;

  /**
   * @param ids makes a fresh identifier
   */
  public AlertBook(UUID node, Supplier<UUID> ids) {
    this.node = node;
    this.ids = ids;
  }

  /** Whether what an earlier process stored is known. */
  public synchronized boolean isLoaded() {
    return loaded;
  }

  /**
   * Takes over what is stored: alerts that an earlier process raised go on, with what was
   * acknowledged meanwhile.
   */
  public synchronized void load(Collection<Alert> stored) {
    for (Alert alert : stored) {
      Finding.Identity identity = alert.finding().identity();
      Alert known = open.get(identity);
      if (!loaded) {
        // Found again before the database could be asked: it is the one that was raised then.
        unstored.removeIf(change -> known != null && change.alert().id().equals(known.id()));
        open.put(identity, alert);
      } else if (known != null && known.id().equals(alert.id())) {
        open.put(identity, alert.with(known.finding()));
      }
    }
    loaded = true;
  }

  /**
   * Compares what was found with what lasts.
   *
   * @param looked kinds whose conditions are known now; those of others last
   * @param found all conditions of these kinds
   * @return what was raised and cleared, in this order
   */
  public synchronized List<Change> update(
      Set<AlertKind> looked, Collection<Finding> found, Instant now) {
    Map<Finding.Identity, Finding> current = new LinkedHashMap<>();
    found.forEach(finding -> current.putIfAbsent(finding.identity(), finding));
    List<Change> changes = new ArrayList<>();
    current.forEach((identity, finding) -> keep(identity, finding, now, changes));
    List<Alert> over =
        open.values().stream()
            .filter(alert -> looked.contains(alert.finding().kind()))
            .filter(alert -> !current.containsKey(alert.finding().identity()))
            .toList();
    for (Alert alert : over) {
      open.remove(alert.finding().identity());
      changes.add(new Change(Event.CLEARED, alert.clearedAt(now)));
    }
    remember(changes);
    return changes.stream().filter(change -> change.event() != Event.CHANGED).toList();
  }

  private void keep(Finding.Identity identity, Finding finding, Instant now, List<Change> changes) {
    Alert known = open.get(identity);
    if (known == null) {
      Alert raised = new Alert(ids.get(), node, finding, now, null, null);
      open.put(identity, raised);
      changes.add(new Change(Event.RAISED, raised));
    } else if (!known.finding().equals(finding)) {
      Alert changed = known.with(finding);
      open.put(identity, changed);
      changes.add(new Change(Event.CHANGED, changed));
    }
  }

  private void remember(List<Change> changes) {
    for (Change change : changes) {
      if (change.event() == Event.CHANGED) {
        unstored.removeIf(
            earlier ->
                earlier.event() == Event.CHANGED
                    && earlier.alert().id().equals(change.alert().id()));
      }
      unstored.add(change);
    }
    while (unstored.size() > MOST_UNSTORED) {
      unstored.remove(0);
    }
  }

  /** What is to be stored, oldest first. */
  public synchronized List<Change> unstored() {
    return List.copyOf(unstored);
  }

  /** Says that these are stored. */
  public synchronized void stored(Collection<Change> changes) {
    unstored.removeAll(changes);
  }

  /** The alerts that last, the oldest first. */
  public synchronized List<Alert> open() {
    return List.copyOf(open.values());
  }
}
