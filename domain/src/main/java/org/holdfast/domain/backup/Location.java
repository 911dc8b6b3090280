package org.holdfast.domain.backup;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A folder that backups go to.
 *
 * @param path absolute, or for SSH relative to where the server puts the user; the folder is there
 * @param remote null for a folder of this machine
 */
public record Location(TransferMethod method, String path, @Nullable Remote remote) {

  /**
   * An SSH server.
   *
   * @param host address, or name
   * @param user signs in there
   * @param hostKey pinned; null only until the first contact has shown it
   */
  public record Remote(
      String host,
      int port,
      String user,
      Authentication authentication,
      @Nullable HostKey hostKey) {

    public static final int DEFAULT_PORT = 22;

    public Remote pinned(HostKey key) {
      return new Remote(host, port, user, authentication, key);
    }
  }

  public Location {
    if ((method == TransferMethod.LOCAL) != (remote == null)) {
      throw new IllegalArgumentException(method + " and a server do not go together");
    }
  }

  /** The same with the server's key pinned; a local folder stays as it is. */
  public Location pinned(@Nullable HostKey key) {
    return remote == null || key == null ? this : new Location(method, path, remote.pinned(key));
  }

  /**
   * Such as {@code sftp://backup@10.0.0.7:22/var/backups}; an IPv6 address is in brackets (RFC
   * 3986, 3.2.2).
   */
  public String describe() {
    return remote == null
        ? path
        : "%s://%s@%s:%d%s%s"
            .formatted(
                method.name().toLowerCase(Locale.ROOT),
                remote.user(),
                remote.host().contains(":") ? "[" + remote.host() + "]" : remote.host(),
                remote.port(),
                path.startsWith("/") ? "" : "/~/",
                path);
  }
}
