package org.holdfast.ejb.access;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import org.holdfast.domain.access.Identity;
import org.holdfast.domain.secret.SecretChars;

/** Proves who somebody is. */
@Stateless
@PermitAll
public class Authenticate {

  /**
   * By user name and password; audited. After repeated failures a growing delay sets in, for
   * unknown names too.
   *
   * @param name as typed
   * @throws org.holdfast.domain.error.VaultException {@code SIGN_IN_REFUSED}, {@code
   *     SIGN_IN_DELAYED} (the detail says how long)
   */
  public Identity byPassword(String name, SecretChars password) {
    throw new UnsupportedOperationException();
  }

  /**
   * By user name and password on a request that carries both: as {@link #byPassword}, but a
   * password verified a short while ago is not hashed again.
   */
  public Identity byBasic(String name, SecretChars password) {
    throw new UnsupportedOperationException();
  }

  /**
   * By a bearer token from {@link IssueToken}.
   *
   * @throws org.holdfast.domain.error.VaultException {@code NOT_SIGNED_IN}
   */
  public Identity byToken(SecretChars token) {
    throw new UnsupportedOperationException();
  }
}
