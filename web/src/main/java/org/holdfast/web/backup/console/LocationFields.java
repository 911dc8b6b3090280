package org.holdfast.web.backup.console;

import org.holdfast.domain.backup.Authentication;
import org.holdfast.domain.backup.Location;
import org.holdfast.domain.backup.TransferMethod;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.web.error.FormProblems;
import org.jspecify.annotations.Nullable;

/** The fields that say where a destination is, and how the vault signs in there (S72). */
public final class LocationFields {

  private TransferMethod method = TransferMethod.SCP;
  private @Nullable String host;
  private @Nullable String port = Integer.toString(Location.Remote.DEFAULT_PORT);
  private @Nullable String path;
  private @Nullable String user;
  private Authentication authentication = Authentication.PUBLIC_KEY;

  /** Begins with what there is. */
  void fill(Location location) {
    method = location.method();
    path = location.path();
    Location.Remote remote = location.remote();
    if (remote != null) {
      host = remote.host();
      port = Integer.toString(remote.port());
      user = remote.user();
      authentication = remote.authentication();
    }
  }

  void check(FormProblems problems) {
    problems.require("path", path);
    if (isRemote()) {
      problems.require("host", host);
      problems.require("port", port);
      problems.require("user", user);
    }
  }

  /**
   * What was typed, after {@link #check} found nothing.
   *
   * @throws VaultException {@link ErrorCode#INPUT_INVALID} at the field
   */
  Location location() {
    String folder = path == null ? "" : path.strip();
    if (!isRemote()) {
      return new Location(method, folder, null);
    }
    Integer number = WholeNumber.parse(port, "port");
    return new Location(
        method,
        folder,
        new Location.Remote(
            host == null ? "" : host.strip(),
            number == null ? Location.Remote.DEFAULT_PORT : number,
            user == null ? "" : user.strip(),
            authentication,
            null));
  }

  private boolean isRemote() {
    return method != TransferMethod.LOCAL;
  }

  boolean isWithPassword() {
    return isRemote() && authentication == Authentication.PASSWORD;
  }

  public TransferMethod getMethod() {
    return method;
  }

  public void setMethod(TransferMethod method) {
    this.method = method;
  }

  public @Nullable String getHost() {
    return host;
  }

  public void setHost(@Nullable String host) {
    this.host = host;
  }

  public @Nullable String getPort() {
    return port;
  }

  public void setPort(@Nullable String port) {
    this.port = port;
  }

  public @Nullable String getPath() {
    return path;
  }

  public void setPath(@Nullable String path) {
    this.path = path;
  }

  public @Nullable String getUser() {
    return user;
  }

  public void setUser(@Nullable String user) {
    this.user = user;
  }

  public Authentication getAuthentication() {
    return authentication;
  }

  public void setAuthentication(Authentication authentication) {
    this.authentication = authentication;
  }
}
