package org.holdfast.domain.alert;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks after conditions of some kinds. Every implementation that is a CDI bean is asked at each
 * turn of the monitoring.
 */
public interface AlertSource {

  /** What it looks after; no other source has one of these kinds. */
  Set<AlertKind> kinds();

  /**
   * Whether it reads the database: it is not asked while the database is away, and what it found
   * before lasts.
   */
  default boolean needsDatabase() {
    return false;
  }

  /**
   * All conditions of its kinds that hold now: none if all is well. Must return soon: it asks no
   * HSM and no server that may hang. What it throws is logged, and what it found before lasts.
   *
   * @param settings the thresholds in force
   * @return empty if it is not known yet: what was found before lasts
   */
  Optional<List<Finding>> findings(AlertSettings settings);
}
