package org.holdfast.ejb.backup;

import static jakarta.ejb.TransactionAttributeType.REQUIRES_NEW;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.domain.audit.AuditEvent;
import org.holdfast.domain.audit.AuditTrail;
import org.holdfast.domain.backup.BackupRepository;
import org.holdfast.domain.backup.Destination;
import org.holdfast.domain.backup.DestinationRepository;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.secret.Bytes;
import org.jspecify.annotations.Nullable;

/** The transactions of destinations; none is open while a server is spoken to. */
@Stateless
@PermitAll
@TransactionAttribute(REQUIRES_NEW)
public class DestinationTransactions {

  @Inject private DestinationRepository destinations;
  @Inject private BackupRepository backups;
  @Inject private AuditTrail audit;

  public List<Destination> list() {
    return destinations.list();
  }

  public Optional<Destination> find(UUID id) {
    return destinations.find(id);
  }

  public Optional<Bytes> sealed(UUID id) {
    return destinations.sealedPassword(id);
  }

  /**
   * @param sealed null leaves the password that is there
   * @throws VaultException {@link ErrorCode#DESTINATION_NAME_TAKEN}
   */
  public void save(Destination destination, @Nullable Bytes sealed, AuditEvent event) {
    destinations.save(destination, sealed);
    audit.append(event);
  }

  /**
   * @throws VaultException {@link ErrorCode#DESTINATION_IN_USE}
   */
  public void delete(UUID id, AuditEvent event) {
    if (backups.isUsed(id)) {
      throw new VaultException(ErrorCode.DESTINATION_IN_USE);
    }
    destinations.delete(id);
    audit.append(event);
  }
}
