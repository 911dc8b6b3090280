package org.holdfast.web.system;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.holdfast.domain.material.ObjectType;
import org.holdfast.domain.object.ObjectState;
import org.holdfast.domain.object.SecurityObjectRepository.Count;

/** How many objects there are of each type, by state, drawn as bars of the longest one's scale. */
public record ObjectChart(List<Bar> bars, long total) {

  /**
   * A type with its objects; those destroyed count apart.
   *
   * @param active as parts of a hundred of the longest bar, as are the next two
   */
  public record Bar(
      ObjectType type, long kept, long activeObjects, int active, int waiting, int ended) {}

  public ObjectChart {
    bars = List.copyOf(bars);
  }

  static ObjectChart of(List<Count> counts) {
    Map<ObjectType, Map<ObjectState, Long>> byType = new EnumMap<>(ObjectType.class);
    for (Count count : counts) {
      byType
          .computeIfAbsent(count.type(), type -> new EnumMap<>(ObjectState.class))
          .merge(count.state(), count.objects(), Long::sum);
    }
    long longest = byType.values().stream().mapToLong(ObjectChart::kept).max().orElse(0);
    List<Bar> bars = new ArrayList<>();
    byType.forEach(
        (type, states) -> {
          if (kept(states) > 0) {
            bars.add(bar(type, states, longest));
          }
        });
    return new ObjectChart(bars, byType.values().stream().mapToLong(ObjectChart::kept).sum());
  }

  private static Bar bar(ObjectType type, Map<ObjectState, Long> states, long longest) {
    long active = states.getOrDefault(ObjectState.ACTIVE, 0L);
    long waiting = states.getOrDefault(ObjectState.PRE_ACTIVE, 0L);
    long kept = kept(states);
    return new Bar(
        type,
        kept,
        active,
        part(active, longest),
        part(waiting, longest),
        part(kept - active - waiting, longest));
  }

  private static long kept(Map<ObjectState, Long> states) {
    return states.entrySet().stream()
        .filter(entry -> !entry.getKey().isDestroyed())
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private static int part(long count, long longest) {
    return count == 0 || longest == 0 ? 0 : (int) Math.max(1, count * 100 / longest);
  }
}
