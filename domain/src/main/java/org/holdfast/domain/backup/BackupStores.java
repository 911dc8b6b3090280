package org.holdfast.domain.backup;

import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.secret.SecretChars;
import org.jspecify.annotations.Nullable;

/** Opens locations; the one place that speaks SSH. */
public interface BackupStores {

  /**
   * Connects and signs in.
   *
   * <p>If the location has a host key pinned, the server must show that one; if not, any is taken,
   * and {@link BackupStore#hostKey} says which.
   *
   * @param password for {@link Authentication#PASSWORD}; stays the caller's
   * @throws VaultException {@link ErrorCode#DESTINATION_UNREACHABLE}, {@link
   *     ErrorCode#HOST_KEY_CHANGED}, {@link ErrorCode#DESTINATION_REFUSED} (sign-in), {@link
   *     ErrorCode#DESTINATION_NOT_WRITABLE} (no such folder)
   */
  BackupStore open(Location location, @Nullable SecretChars password);

  /**
   * Asks a server for its host key, without signing in: no password goes to a server that nobody
   * has confirmed. A key that is pinned is not compared.
   *
   * @throws VaultException {@link ErrorCode#DESTINATION_UNREACHABLE}
   */
  HostKey hostKey(Location.Remote remote);

  /** The vault's own public key, as a line for {@code authorized_keys}; made at the first call. */
  String publicKey();
}
