package org.holdfast.ejb.backup;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.backup.BackupName;
import org.holdfast.domain.backup.BackupStore;
import org.holdfast.domain.backup.BackupStore.StoredFile;
import org.holdfast.domain.error.ErrorCode;

/** The backups that lie at a destination, whoever made them (S77). */
@Stateless
@RolesAllowed(Role.Names.SYSTEM_ADMINISTRATOR)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ListBackups {

  @Inject private Destinations destinations;

  /**
   * Newest first; other files are left out.
   *
   * @throws org.holdfast.domain.error.VaultException {@link ErrorCode#DESTINATION_UNKNOWN}, {@link
   *     ErrorCode#DESTINATION_UNREACHABLE} and what else may be wrong there
   */
  public List<BackupFile> list(UUID destination) {
    try (BackupStore store = destinations.open(destination)) {
      return store.list().stream()
          .map(stored -> file(destination, stored))
          .flatMap(Optional::stream)
          .sorted(Comparator.comparing(BackupFile::time).reversed())
          .toList();
    }
  }

  private static Optional<BackupFile> file(UUID destination, StoredFile stored) {
    return BackupName.parse(stored.name())
        .map(
            name ->
                new BackupFile(
                    destination,
                    stored.name(),
                    name.schedule(),
                    name.type(),
                    name.time(),
                    name.hsmMode(),
                    stored.bytes()));
  }
}
