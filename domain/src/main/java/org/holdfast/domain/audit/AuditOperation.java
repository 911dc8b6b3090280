package org.holdfast.domain.audit;

/** What an audit record is about. */
public enum AuditOperation {
  POST_INSTALL("Post-Install"),
  INITIALIZE("Initialize"),
  SET_CREDENTIAL("Set Credential"),
  REVERSE_MIGRATE("Reverse Migrate"),
  OPEN_VAULT("Open vault"),
  CHECK_HSM("Check HSM"),
  REWRAP("Re-wrap data keys"),
  STORE_OBJECT("Store object"),
  READ_OBJECT("Read object"),
  DESTROY_OBJECT("Destroy object"),
  SIGN_IN("Sign in"),
  SIGN_OUT("Sign out"),
  ISSUE_TOKEN("Issue token"),
  CHANGE_PASSWORD("Change password");

  private final String displayName;

  AuditOperation(String displayName) {
    this.displayName = displayName;
  }

  public String displayName() {
    return displayName;
  }
}
