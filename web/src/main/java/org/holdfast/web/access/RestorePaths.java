package org.holdfast.web.access;

import java.util.Set;

/** What is served while a restore is under way, to everybody and without the database. */
final class RestorePaths {

  /** Shows the people at the console how far the restore is. */
  static final String PAGE = "/restoring.xhtml";

  private static final Set<String> READING = Set.of("GET", "HEAD");
  private static final String RESTORE = "/api/v1/backups/restore";
  private static final String STATUS = "/api/v1/system/status";

  private RestorePaths() {}

  /**
   * Whether a request is served.
   *
   * @param path decoded, below the application's own
   */
  static boolean isServed(String method, String path) {
    return READING.contains(method)
        && !path.contains("..")
        && (isAboutRestore(method, path)
            || path.equals(STATUS)
            || path.startsWith("/health/")
            || SecureHeaders.isAsset(path));
  }

  /**
   * Whether it asks how far the restore is. Nobody is to be signed in for that: users may be others
   * afterwards, and their tables away meanwhile.
   */
  static boolean isAboutRestore(String method, String path) {
    return READING.contains(method) && (path.equals(PAGE) || path.equals(RESTORE));
  }

  /** Whether a person looks at it with a browser, who is shown the page instead. */
  static boolean isPage(String path) {
    return path.isEmpty() || path.equals("/") || path.endsWith(".xhtml");
  }
}
