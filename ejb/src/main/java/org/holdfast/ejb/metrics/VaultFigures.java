package org.holdfast.ejb.metrics;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.holdfast.domain.backup.BackupRepository;
import org.holdfast.domain.backup.BackupRun;
import org.holdfast.domain.node.Database;
import org.holdfast.domain.object.ObjectState;
import org.holdfast.domain.object.SecurityObjectRepository;
import org.holdfast.ejb.access.VaultCertificates;
import org.holdfast.ejb.node.SchemaState;
import org.jspecify.annotations.Nullable;

/**
 * Figures that cost a query: asked anew when they are asked for and older than {@link #FRESH}, and
 * kept while the database is away.
 */
@ApplicationScoped
class VaultFigures {

  /** How old a figure may be. */
  static final Duration FRESH = Duration.ofSeconds(30);

  @Inject private Database database;
  @Inject private SchemaState schema;
  @Inject private SecurityObjectRepository objects;
  @Inject private BackupRepository backups;
  @Inject private VaultCertificates certificates;
  @Inject private Clock clock;

  private Instant asked = Instant.EPOCH;
  private boolean reachable;
  private Map<ObjectState, Long> byState = Map.of();
  private @Nullable Instant lastBackup;
  private Map<String, Instant> ends = Map.of();

  /** Objects in a state; NaN if it was never known. */
  synchronized double objects(ObjectState state) {
    refresh();
    return byState.isEmpty() ? Double.NaN : byState.getOrDefault(state, 0L);
  }

  /** When the last good backup was made, in seconds since 1970; NaN if none was. */
  synchronized double lastBackup() {
    refresh();
    return lastBackup == null ? Double.NaN : lastBackup.getEpochSecond();
  }

  /** When a certificate ends, in seconds since 1970; NaN if there is none of that name. */
  synchronized double end(String certificate) {
    refresh();
    Instant end = ends.get(certificate);
    return end == null ? Double.NaN : end.getEpochSecond();
  }

  /** Whether the database answered last. */
  synchronized boolean isDatabaseReachable() {
    refresh();
    return reachable;
  }

  private void refresh() {
    Instant now = clock.instant();
    if (now.isBefore(asked.plus(FRESH))) {
      return;
    }
    asked = now;
    try {
      reachable = schema.isReady() && database.answers();
      if (reachable) {
        Map<ObjectState, Long> counts = new EnumMap<>(ObjectState.class);
        for (ObjectState state : ObjectState.values()) {
          counts.put(state, 0L);
        }
        objects.counts().forEach(count -> counts.merge(count.state(), count.objects(), Long::sum));
        byState = counts;
        lastBackup = backups.lastDone().map(BackupRun::finished).orElse(null);
        ends = certificates.all();
      }
    } catch (RuntimeException e) {
      // Before the tables are there; what was known before counts.
      MetricsMessages.LOG.debugf(e, "Figures are not to be had now");
    }
  }
}
