package org.holdfast.web.access;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** The path that the container matched, decoded and without parameters. */
final class RequestPath {

  private RequestPath() {}

  static String of(HttpServletRequest request) {
    @Nullable String info = request.getPathInfo();
    return request.getServletPath() + (info == null ? "" : info);
  }

  static boolean isApi(String path) {
    return path.equals("/api") || path.startsWith("/api/");
  }

  /** Where the metrics are. */
  static boolean isMetrics(String path) {
    return path.equals("/metrics");
  }

  /** Whether programs ask there: signed in on each call, and told of failures in JSON. */
  static boolean isForPrograms(String path) {
    return isApi(path) || isMetrics(path);
  }
}
