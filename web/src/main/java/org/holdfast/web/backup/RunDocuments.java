package org.holdfast.web.backup;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.holdfast.domain.backup.BackupRun;
import org.holdfast.domain.backup.Destination;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.ejb.backup.ManageDestinations;
import org.holdfast.ejb.backup.ManageSchedules;
import org.jspecify.annotations.Nullable;

/** Renders runs with what is known of them elsewhere, asked for once in a request. */
@RequestScoped
class RunDocuments {

  @Inject private ManageDestinations manageDestinations;
  @Inject private ManageSchedules manageSchedules;

  private final Map<UUID, @Nullable Instant> ended = new HashMap<>();
  private @Nullable Map<UUID, String> names;

  Map<String, @Nullable Object> render(BackupRun run) {
    ended.put(run.id(), run.finished());
    return RunDocument.render(run, names().get(run.destination()), this::ended);
  }

  private Map<UUID, String> names() {
    if (names == null) {
      names =
          manageDestinations.list().stream()
              .collect(Collectors.toMap(Destination::id, Destination::name));
    }
    return names;
  }

  private @Nullable Instant ended(UUID run) {
    if (!ended.containsKey(run)) {
      ended.put(run, find(run));
    }
    return ended.get(run);
  }

  private @Nullable Instant find(UUID run) {
    try {
      return manageSchedules.run(run).finished();
    } catch (VaultException e) {
      if (e.code() == ErrorCode.BACKUP_UNKNOWN) {
        return null;
      }
      throw e;
    }
  }
}
