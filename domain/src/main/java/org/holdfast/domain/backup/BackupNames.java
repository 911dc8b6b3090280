package org.holdfast.domain.backup;

import java.util.regex.Pattern;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;

/** Which names schedules and destinations may have, and what folders and servers may be called. */
public final class BackupNames {

  private static final Pattern NAME = Pattern.compile("[^\\p{C}\\p{Zl}\\p{Zp}]{1,100}");
  private static final Pattern PATH = Pattern.compile("[^\\p{C}\\p{Zl}\\p{Zp}]{1,1000}");
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.:_%-]{0,254}");
  private static final Pattern USER = Pattern.compile("[^\\p{C}\\p{Z}@:]{1,100}");
  private static final int HIGHEST_PORT = 65_535;

  private BackupNames() {}

  /**
   * A name without the blanks around it.
   *
   * @throws VaultException {@link ErrorCode#INPUT_INVALID} at {@code name}, unless it has 1 to 100
   *     printable characters
   */
  public static String checked(String name) {
    String stripped = name.strip();
    if (!NAME.matcher(stripped).matches()) {
      throw invalid("a name has 1 to 100 printable characters", "name");
    }
    return stripped;
  }

  /**
   * Checks the form of a location, and nothing beyond.
   *
   * @throws VaultException {@link ErrorCode#INPUT_INVALID} at {@code path}, {@code host}, {@code
   *     port} or {@code user}
   */
  public static Location checked(Location location) {
    if (!PATH.matcher(location.path()).matches()) {
      throw invalid("a folder has 1 to 1,000 printable characters", "path");
    }
    Location.Remote remote = location.remote();
    if (remote == null) {
      if (!location.path().startsWith("/")) {
        throw invalid("a folder of this machine begins with a slash", "path");
      }
      return location;
    }
    if (!HOST.matcher(remote.host()).matches()) {
      throw invalid("not a host name or address", "host");
    }
    if (remote.port() < 1 || remote.port() > HIGHEST_PORT) {
      throw invalid("a port is 1 to " + HIGHEST_PORT, "port");
    }
    if (!USER.matcher(remote.user()).matches()) {
      throw invalid("a user has 1 to 100 printable characters without blanks", "user");
    }
    return location;
  }

  private static VaultException invalid(String why, String field) {
    return new VaultException(ErrorCode.INPUT_INVALID, why).atField(field);
  }
}
