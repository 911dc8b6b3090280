package org.holdfast.tests.browser;

import java.util.Map;

/** Where the entries of the navigation lead. */
final class Places {

  private static final Map<String, String> PATHS =
      Map.ofEntries(
          Map.entry("navHome", "/home.xhtml"),
          Map.entry("navEndpoints", "/endpoints/endpoints.xhtml"),
          Map.entry("navGroups", "/endpoints/groups.xhtml"),
          Map.entry("navKeys", "/keys/objects.xhtml"),
          Map.entry("navWallets", "/keys/wallets.xhtml"),
          Map.entry("navExpiry", "/keys/expiry.xhtml"),
          Map.entry("navUsers", "/users/users.xhtml"),
          Map.entry("navAudit", "/reports/audit.xhtml"),
          Map.entry("navAlerts", "/reports/alerts.xhtml"),
          Map.entry("navConfigureAlerts", "/system/alerts.xhtml"),
          Map.entry("navMail", "/system/mail.xhtml"),
          Map.entry("navStatus", "/system/status.xhtml"),
          Map.entry("navDoctor", "/system/doctor.xhtml"),
          Map.entry("navHsm", "/system/hsm.xhtml"),
          Map.entry("navBackup", "/system/backup.xhtml"),
          Map.entry("navSyslog", "/system/syslog.xhtml"),
          Map.entry("navAccount", "/account.xhtml"));

  private Places() {}

  static String of(String entry) {
    String path = PATHS.get(entry);
    if (path == null) {
      throw new IllegalArgumentException(entry);
    }
    return path;
  }
}
