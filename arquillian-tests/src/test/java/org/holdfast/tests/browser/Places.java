package org.holdfast.tests.browser;

import java.util.Map;

/** Where the entries of the navigation lead. */
final class Places {

  private static final Map<String, String> PATHS =
      Map.of(
          "navHome", "/home.xhtml",
          "navKeys", "/keys/objects.xhtml",
          "navAudit", "/reports/audit.xhtml",
          "navStatus", "/system/status.xhtml",
          "navHsm", "/system/hsm.xhtml",
          "navAccount", "/account.xhtml");

  private Places() {}

  static String of(String entry) {
    String path = PATHS.get(entry);
    if (path == null) {
      throw new IllegalArgumentException(entry);
    }
    return path;
  }
}
