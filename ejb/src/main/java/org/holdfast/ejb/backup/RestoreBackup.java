package org.holdfast.ejb.backup;

import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.UUID;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.audit.AuditEvent;
import org.holdfast.domain.audit.AuditOperation;
import org.holdfast.domain.backup.BackupProgress;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.domain.wallet.Vault;
import org.holdfast.ejb.rootoftrust.BackupOpener;
import org.holdfast.ejb.rootoftrust.RestoreGate;

/**
 * Brings the vault back from a backup, or tests that it can be (S70, S71, S73, S79).
 *
 * <p>What all three need is checked first, and refused with {@link ErrorCode#NOT_STANDALONE};
 * {@link ErrorCode#DESTINATION_UNKNOWN} and what else may be wrong with a destination; {@link
 * ErrorCode#BACKUP_UNKNOWN}, {@link ErrorCode#BACKUP_DAMAGED}, {@link ErrorCode#BACKUP_VERSION};
 * {@link ErrorCode#BACKUP_OTHER_MODE}, {@link ErrorCode#CREDENTIAL_MISSING}, {@link
 * ErrorCode#BACKUP_OTHER_VENDOR}, {@link ErrorCode#BACKUP_OTHER_KEY} and what else may be wrong
 * with the HSM; {@link ErrorCode#RECOVERY_PASSPHRASE_WRONG} at {@code recoveryPassphrase}; {@link
 * ErrorCode#BACKUP_NOT_PROVED}; {@link ErrorCode#BASE_MISSING}; {@link ErrorCode#RESTORE_RUNNING}.
 */
@Stateless
@RolesAllowed(Role.Names.SYSTEM_ADMINISTRATOR)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class RestoreBackup {

  @Resource private SessionContext context;
  @Inject private BackupCheck check;
  @Inject private BackupOpener opener;
  @Inject private TestRestore test;
  @Inject private RestoreRun restoring;
  @Inject private BackupTransactions transactions;
  @Inject private BackupThreads threads;
  @Inject private BackupProgress progress;
  @Inject private OneBackup one;
  @Inject private RestoreGate gate;
  @Inject private Vault vault;

  /**
   * Checks what a restore needs; reads no table, changes nothing.
   *
   * @param passphrase recovery passphrase of the time when the backup was made; stays the caller's
   * @throws VaultException as above
   */
  public BackupFacts check(UUID destination, String file, SecretChars passphrase) {
    try (CheckedBackup backup =
        checked(AuditOperation.TEST_RESTORE, destination, file, passphrase)) {
      opener.leave(backup.opened());
      return BackupFacts.of(backup);
    }
  }

  /**
   * Restores into tables of its own, proves them and drops them, while the vault works. May take
   * long: {@link #status} shows how far it has come.
   *
   * @param passphrase as for {@link #check}
   * @return what was done, and what failed after the checks
   * @throws VaultException as above; {@link ErrorCode#BACKUP_RUNNING}
   */
  public TestRestoreReport testRestore(UUID destination, String file, SecretChars passphrase) {
    one.begin();
    try (CheckedBackup backup =
        checked(AuditOperation.TEST_RESTORE, destination, file, passphrase)) {
      return test.run(caller(), backup);
    } finally {
      one.end();
    }
  }

  /**
   * Begins a restore: when this returns, everything was checked, and the work goes on by itself.
   * First the present state is backed up to the built-in destination; then requests are refused
   * until the vault is that of the backup, or as it was. {@link #status} tells what came of it.
   *
   * @param passphrase as for {@link #check}
   * @param withoutSafetyBackup whether the present state is to be given up, as is needed if the
   *     vault is closed
   * @throws VaultException as above; {@link ErrorCode#BACKUP_RUNNING}; {@link
   *     ErrorCode#VAULT_CLOSED} if the present state cannot be backed up
   */
  public BackupFacts restore(
      UUID destination, String file, SecretChars passphrase, boolean withoutSafetyBackup) {
    if (!withoutSafetyBackup) {
      vault.with(ring -> true);
    }
    one.begin();
    boolean accepted = false;
    try {
      CheckedBackup backup = checked(AuditOperation.RESTORE, destination, file, passphrase);
      try {
        BackupFacts facts = BackupFacts.of(backup);
        start(backup, !withoutSafetyBackup);
        accepted = true;
        return facts;
      } finally {
        if (!accepted) {
          backup.close();
        }
      }
    } finally {
      if (!accepted) {
        one.end();
      }
    }
  }

  /**
   * How far it has come, or what came of the last one. For everybody: whoever restores may be
   * unknown to the vault that comes of it.
   */
  @PermitAll
  public RestoreStatus status() {
    return new RestoreStatus(gate.isRestoring(), progress.now(), restoring.last());
  }

  private void start(CheckedBackup backup, boolean safetyBackup) {
    String actor = caller();
    restoring.accepted(actor, backup);
    threads.start(
        () -> {
          try {
            restoring.run(actor, backup, safetyBackup);
          } finally {
            one.end();
          }
        });
  }

  private CheckedBackup checked(
      AuditOperation operation, UUID destination, String file, SecretChars passphrase) {
    gate.requireNone();
    try {
      return check.toRestore(destination, file, passphrase);
    } catch (RuntimeException e) {
      VaultException failure = BackupFailures.of(e);
      transactions.audit(
          AuditEvent.failed(
              caller(),
              operation,
              null,
              failure.code(),
              file + ": " + BackupFailures.text(failure)));
      throw failure;
    }
  }

  private String caller() {
    return context.getCallerPrincipal().getName();
  }
}
