package org.holdfast.web.access;

import jakarta.servlet.http.HttpServletResponse;
import java.util.function.BiConsumer;

/** The headers that every answer carries. */
final class SecureHeaders {

  /**
   * What pages may load. The last directive is script-src, without a full stop: PrimeFaces adds the
   * nonce of each page there. Styles may be inline because PrimeFaces positions dialogs by style
   * attributes.
   */
  static final String CONTENT_SECURITY_POLICY =
      "default-src 'self'; object-src 'none'; frame-ancestors 'none'; base-uri 'self';"
          + " form-action 'self'; connect-src 'self'; img-src 'self' data:; font-src 'self';"
          + " style-src 'self' 'unsafe-inline'; script-src 'self'";

  private SecureHeaders() {}

  /** Sets them; may be called again for the same answer. */
  static void apply(String path, HttpServletResponse response) {
    apply(path, response::setHeader);
  }

  /** The same for an answer that is no servlet's: {@code header} takes names and values. */
  static void apply(String path, BiConsumer<String, String> header) {
    header.accept("Strict-Transport-Security", "max-age=31536000");
    header.accept("X-Content-Type-Options", "nosniff");
    header.accept("X-Frame-Options", "DENY");
    header.accept("Referrer-Policy", "no-referrer");
    header.accept("Permissions-Policy", "camera=(), geolocation=(), microphone=(), usb=()");
    header.accept("Cross-Origin-Opener-Policy", "same-origin");
    header.accept("Cross-Origin-Resource-Policy", "same-origin");
    if (isAsset(path)) {
      header.accept("Cache-Control", "public, max-age=3600");
    } else {
      header.accept("Cache-Control", "no-store");
    }
    if (!isFacesPage(path)) {
      header.accept("Content-Security-Policy", CONTENT_SECURITY_POLICY);
    }
  }

  /** Files of the program, the same for everybody. */
  static boolean isAsset(String path) {
    return path.startsWith("/assets/") || path.startsWith("/jakarta.faces.resource/");
  }

  /** Pages that PrimeFaces sends with a policy of its own: the same, and a nonce. */
  private static boolean isFacesPage(String path) {
    return path.endsWith(".xhtml") && !isAsset(path);
  }
}
