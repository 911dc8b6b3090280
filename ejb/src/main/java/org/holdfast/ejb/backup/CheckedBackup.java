package org.holdfast.ejb.backup;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.holdfast.domain.backup.file.BackupManifest;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.ejb.rootoftrust.OpenedBackup;
import org.jspecify.annotations.Nullable;

/** A backup that this server can restore, with what opens it. */
final class CheckedBackup implements AutoCloseable {

  /**
   * One of its files.
   *
   * @param manifestBytes by which it is known again
   */
  record Part(String file, BackupManifest manifest, Bytes manifestBytes) {}

  private final UUID destination;
  private final Part itself;
  private final @Nullable Part base;
  private final OpenedBackup opened;

  /**
   * @param base the full backup that an incremental one goes with; null for a full one
   * @param opened is owned by the new object
   */
  CheckedBackup(UUID destination, Part itself, @Nullable Part base, OpenedBackup opened) {
    this.destination = destination;
    this.itself = itself;
    this.base = base;
    this.opened = opened;
  }

  UUID destination() {
    return destination;
  }

  String file() {
    return itself.file();
  }

  BackupManifest manifest() {
    return itself.manifest();
  }

  @Nullable Part base() {
    return base;
  }

  /** In the order in which they are loaded. */
  List<Part> parts() {
    Part full = base;
    return Stream.concat(full == null ? Stream.empty() : Stream.of(full), Stream.of(itself))
        .toList();
  }

  long rows() {
    return parts().stream().mapToLong(part -> part.manifest().rows()).sum();
  }

  OpenedBackup opened() {
    return opened;
  }

  @Override
  public void close() {
    opened.close();
  }
}
