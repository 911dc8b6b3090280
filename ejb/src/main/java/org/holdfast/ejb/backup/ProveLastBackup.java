package org.holdfast.ejb.backup;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.backup.BackupRun;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.ejb.rootoftrust.RestoreGate;

/** The disaster drill, on demand: the vault does the same by itself once a day. */
@Stateless
@RolesAllowed(Role.Names.SYSTEM_ADMINISTRATOR)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ProveLastBackup {

  @Resource private SessionContext context;
  @Inject private BackupTransactions transactions;
  @Inject private BackupDrill drill;
  @Inject private OneBackup one;
  @Inject private RestoreGate gate;

  /**
   * Proves the last backup by a test restore, without the recovery passphrase. May take long.
   *
   * @throws VaultException {@link ErrorCode#BACKUP_UNKNOWN} if none was made; {@link
   *     ErrorCode#BACKUP_RUNNING}, {@link ErrorCode#RESTORE_RUNNING}; why it cannot be tried, as
   *     {@link RestoreBackup}
   */
  public TestRestoreReport proveLast() {
    gate.requireNone();
    BackupRun last =
        transactions
            .lastDone()
            .orElseThrow(() -> new VaultException(ErrorCode.BACKUP_UNKNOWN, "none was made yet"));
    one.begin();
    try {
      return drill.prove(context.getCallerPrincipal().getName(), last);
    } finally {
      one.end();
    }
  }
}
