package org.holdfast.domain.rootoftrust;

import org.holdfast.domain.audit.AuditOperation;

/** The operations that change HSM, files and database together. */
public enum OperationKind {
  POST_INSTALL(AuditOperation.POST_INSTALL),
  INITIALIZE(AuditOperation.INITIALIZE),
  SET_CREDENTIAL(AuditOperation.SET_CREDENTIAL),
  REVERSE_MIGRATE(AuditOperation.REVERSE_MIGRATE),
  ROTATE_MASTER_KEY(AuditOperation.ROTATE_MASTER_KEY),
  RESTORE(AuditOperation.RESTORE),
  OPEN_VAULT(AuditOperation.OPEN_VAULT),
  CHANGE_RECOVERY_PASSPHRASE(AuditOperation.CHANGE_RECOVERY_PASSPHRASE),
  ADD_ROOT(AuditOperation.ADD_ROOT),
  REMOVE_ROOT(AuditOperation.REMOVE_ROOT),
  ROTATE_ROOT(AuditOperation.ROTATE_ROOT),
  CHANGE_ROOT(AuditOperation.CHANGE_ROOT),
  DESTROY_ROOT_KEY(AuditOperation.DESTROY_ROOT_KEY),
  DESTROY_MASTER_KEY(AuditOperation.DESTROY_MASTER_KEY);

  private final AuditOperation auditOperation;

  OperationKind(AuditOperation auditOperation) {
    this.auditOperation = auditOperation;
  }

  public AuditOperation auditOperation() {
    return auditOperation;
  }

  /** Such as {@code reverse-migrate}, for file names. */
  public String fileName() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
