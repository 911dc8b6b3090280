package org.holdfast.web.backup.console;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.holdfast.domain.backup.Destination;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.page.Page;
import org.holdfast.domain.page.PageRequest;
import org.holdfast.ejb.backup.BackupFile;
import org.holdfast.ejb.backup.ListBackups;
import org.holdfast.ejb.backup.ManageDestinations;
import org.holdfast.ejb.backup.RestoreBackup;
import org.holdfast.ejb.backup.RestoreOutcome;
import org.holdfast.web.error.FormProblems;
import org.holdfast.web.form.LazyRows;
import org.jspecify.annotations.Nullable;

/** Restore: a source, the backups that lie there, and what can be done with them (S78). */
@Named("restorePage")
@ViewScoped
public class RestorePage implements Serializable {

  private static final long serialVersionUID = 1L;

  // Views live in memory alone; nothing of this is ever written out.
  @Inject private transient ListBackups listBackups;
  @Inject private transient ManageDestinations manageDestinations;
  @Inject private transient RestoreBackup restoreBackup;
  @Inject private transient BackupGlance glance;
  @Inject private transient TestRestores testRestores;

  private @Nullable String source;
  private transient @Nullable List<BackupFile> files;
  private transient List<Destination> sources = List.of();
  private transient @Nullable RestoreOutcome last;
  private transient @Nullable VaultException failure;
  private transient @Nullable BackupFile chosen;
  private final transient Shown shown = new Shown();
  private final transient LazyRows<BackupFile> rows = new LazyRows<>(this::page);

  /** Looks again, and renders what has changed. */
  public void poll() {
    refresh();
    glance.refresh();
    shown.update(
        "restores:state",
        Arrays.asList(last, glance.getProgress(), glance.getFailure(), testRestores.last()));
  }

  /** Looks again; the list of a source is read once, as it may be far away. */
  public void refresh() {
    try {
      last = restoreBackup.status().last();
      sources = manageDestinations.list();
      failure = null;
    } catch (RuntimeException e) {
      failure = FormProblems.failure(e);
    }
  }

  private Page<BackupFile> page(PageRequest request) {
    List<BackupFile> known = files;
    if (known == null) {
      known = listBackups.list(sourceId());
      files = known;
    }
    int from = Math.min(request.offset(), known.size());
    return new Page<>(
        known.subList(from, Math.min(from + request.limit(), known.size())), known.size());
  }

  private UUID sourceId() {
    try {
      return source == null ? Destination.LOCAL_ID : UUID.fromString(source);
    } catch (IllegalArgumentException e) {
      throw new VaultException(ErrorCode.DESTINATION_UNKNOWN, source, e);
    }
  }

  /** Opens a dialog for a file. */
  public void choose(BackupFile file) {
    chosen = file;
  }

  /**
   * The file whose dialog is open.
   *
   * @throws VaultException {@link ErrorCode#BACKUP_UNKNOWN}
   */
  BackupFile current() {
    BackupFile file = chosen;
    if (file == null) {
      throw new VaultException(ErrorCode.BACKUP_UNKNOWN);
    }
    return file;
  }

  /** The file whose dialog is open; null if none is. */
  public @Nullable BackupFile getChosen() {
    return chosen;
  }

  public LazyRows<BackupFile> getRows() {
    return rows;
  }

  /** Where backups may lie. */
  public List<Destination> getSources() {
    return sources;
  }

  /** The last restore that this process has begun; null if none was. */
  public @Nullable RestoreOutcome getLast() {
    return last;
  }

  public @Nullable VaultException getFailure() {
    return failure;
  }

  public String getSource() {
    return source == null ? Destination.LOCAL_ID.toString() : source;
  }

  public void setSource(@Nullable String source) {
    this.source = source;
  }
}
