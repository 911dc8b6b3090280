package org.holdfast.web.backup.console;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.holdfast.domain.backup.BackupRun;
import org.holdfast.domain.backup.BackupType;
import org.holdfast.domain.backup.Destination;
import org.holdfast.domain.page.Page;
import org.holdfast.domain.page.PageRequest;
import org.holdfast.ejb.backup.ManageDestinations;
import org.holdfast.ejb.backup.ManageSchedules;
import org.holdfast.web.form.LazyRows;
import org.jspecify.annotations.Nullable;

/** Completed Backups: every run, page by page (S76). */
@Named("completedBackups")
@ViewScoped
public class CompletedBackups implements Serializable {

  private static final long serialVersionUID = 1L;

  // Views live in memory alone; nothing of this is ever written out.
  @Inject private transient ManageSchedules manageSchedules;
  @Inject private transient ManageDestinations manageDestinations;

  private final transient Map<UUID, String> destinations = new HashMap<>();
  private final transient Map<UUID, Instant> fullBackups = new HashMap<>();
  private final transient LazyRows<BackupRun> rows = new LazyRows<>(this::page);

  public LazyRows<BackupRun> getRows() {
    return rows;
  }

  /** Name of where a run's backup went; the identifier if it is there no more. */
  public String destination(BackupRun run) {
    if (!destinations.containsKey(run.destination())) {
      for (Destination known : manageDestinations.list()) {
        destinations.put(known.id(), known.name());
      }
    }
    return destinations.computeIfAbsent(run.destination(), UUID::toString);
  }

  /** When the full backup was made that a run's backup is or goes with; null if nobody knows. */
  public @Nullable Instant lastFull(BackupRun run) {
    UUID base = run.type() == BackupType.FULL ? run.id() : run.base();
    if (base == null) {
      return null;
    }
    if (!fullBackups.containsKey(base)) {
      // Not on this page: it is among those before.
      remember(manageSchedules.run(base));
    }
    return fullBackups.get(base);
  }

  private Page<BackupRun> page(PageRequest request) {
    Page<BackupRun> page = manageSchedules.runs(request);
    page.rows().forEach(this::remember);
    return page;
  }

  private void remember(BackupRun run) {
    if (run.type() == BackupType.FULL) {
      fullBackups.put(run.id(), run.finished());
    }
  }
}
