package org.holdfast.domain.audit;

/** What an audit record is about. */
public enum AuditOperation {
  POST_INSTALL("Post-Install"),
  INITIALIZE("Initialize"),
  SET_CREDENTIAL("Set Credential"),
  REVERSE_MIGRATE("Reverse Migrate"),
  OPEN_VAULT("Open vault"),
  CLOSE_VAULT("Close vault"),
  CHANGE_RECOVERY_PASSPHRASE("Change Recovery Passphrase"),
  CHECK_HSM("Check HSM"),
  REWRAP("Re-wrap data keys"),
  STORE_OBJECT("Store object"),
  READ_OBJECT("Read object"),
  CREATE_OBJECT("Create object"),
  USE_OBJECT("Use object"),
  CHANGE_OBJECT("Change object"),
  ACTIVATE_OBJECT("Activate object"),
  DEACTIVATE_OBJECT("Deactivate object"),
  REVOKE_OBJECT("Revoke object"),
  ROTATE_OBJECT("Rotate object"),
  REKEY_OBJECT("Re-key object"),
  DESTROY_OBJECT("Destroy object"),
  SEE_OBJECT("See object"),
  CREATE_WALLET("Create virtual wallet"),
  CHANGE_WALLET("Change virtual wallet"),
  DELETE_WALLET("Delete virtual wallet"),
  FILL_WALLET("Fill virtual wallet"),
  GRANT_ACCESS("Grant access"),
  CREATE_ENDPOINT("Create endpoint"),
  CHANGE_ENDPOINT("Change endpoint"),
  ENROL_ENDPOINT("Enrol endpoint"),
  SUSPEND_ENDPOINT("Suspend endpoint"),
  RESUME_ENDPOINT("Resume endpoint"),
  REVOKE_ENDPOINT("Revoke endpoint"),
  DELETE_ENDPOINT("Delete endpoint"),
  CHANGE_GROUP("Change endpoint group"),
  CREATE_USER("Create user"),
  ROTATE_MASTER_KEY("Rotate master key"),
  EXPIRY_WARNING("Expiry warning"),
  CREATE_DESTINATION("Create backup destination"),
  CHANGE_DESTINATION("Change backup destination"),
  DELETE_DESTINATION("Delete backup destination"),
  SCHEDULE_BACKUP("Schedule backup"),
  CHANGE_SCHEDULE("Change backup schedule"),
  DELETE_SCHEDULE("Delete backup schedule"),
  BACK_UP("Back up"),
  TEST_RESTORE("Test restore"),
  RESTORE("Restore"),
  RUN_HOOK("Run vendor hook"),
  VERIFY_AUDIT("Verify audit trail"),
  EXPORT_AUDIT("Export audit trail"),
  PURGE_AUDIT("Purge audit trail"),
  CHANGE_SYSLOG("Change syslog receivers"),
  RUN_DOCTOR("Run doctor"),
  ALERT("Alert"),
  ACKNOWLEDGE_ALERT("Acknowledge alert"),
  CONFIGURE_ALERTS("Configure alerts"),
  CONFIGURE_MAIL("Configure mail"),
  TEST_MAIL("Send test mail"),
  RENEW_PASSPORT("Renew passport"),
  ACCESS("Access"),
  SIGN_IN("Sign in"),
  SIGN_OUT("Sign out"),
  ISSUE_TOKEN("Issue token"),
  CHANGE_PASSWORD("Change password"),
  ADD_ROOT("Add Root of Trust"),
  REMOVE_ROOT("Remove Root of Trust"),
  ROTATE_ROOT("Rotate Root of Trust"),
  CHANGE_ROOT("Change Root of Trust");

  private final String displayName;

  AuditOperation(String displayName) {
    this.displayName = displayName;
  }

  public String displayName() {
    return displayName;
  }
}
