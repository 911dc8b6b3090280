package org.holdfast.tests.container;

/** What the vault under test is installed with; known to the tests and inside the container. */
final class TestVault {

  static final String TOKEN = "container";
  static final String PIN = "73519264";
  static final String SO_PIN = "91827364";
  static final String RECOVERY_PASSPHRASE = "a passphrase of the container tests";
  static final String PASSWORD = "a password of the container tests";
  static final String SYSTEM_ADMINISTRATOR = "sysadmin";
  static final String KEY_ADMINISTRATOR = "keyadmin";
  static final String AUDIT_MANAGER = "auditor";

  /** Without an office; made by the tests that need one. */
  static final String USER = "clerk";

  static final int POOL_MAX = 3;
  static final int POOL_TIMEOUT_MILLIS = 500;

  private TestVault() {}
}
