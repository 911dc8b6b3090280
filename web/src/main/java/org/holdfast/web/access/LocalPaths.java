package org.holdfast.web.access;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** Where a visitor may be sent on after sign-in: to pages of this console, never elsewhere. */
final class LocalPaths {

  static final String HOME = "/home.xhtml";

  private LocalPaths() {}

  /** {@code wanted} if it is a page of this console, else Home. */
  static String orHome(@Nullable String wanted) {
    return wanted != null && isLocal(wanted) ? wanted : HOME;
  }

  private static boolean isLocal(String wanted) {
    // Browsers take a backslash for a slash, and two slashes for the start of a host name.
    if (!wanted.startsWith("/")
        || wanted.startsWith("//")
        || wanted.indexOf('\\') >= 0
        || wanted.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
      return false;
    }
    try {
      URI uri = new URI(wanted);
      String path = uri.getPath();
      return uri.getScheme() == null
          && uri.getRawAuthority() == null
          && path.endsWith(".xhtml")
          && !path.contains("..")
          && !path.startsWith("//")
          && !path.equals("/login.xhtml")
          && !path.equals("/post-install.xhtml");
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
