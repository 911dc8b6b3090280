package org.holdfast.ejb.install;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import java.util.List;
import org.holdfast.domain.access.NewAdministrator;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.secret.SecretChars;

/**
 * Post-install (S7): sets the recovery passphrase and the first three administrators, makes the
 * wallet and opens the vault in passphrase mode.
 */
@Stateless
@PermitAll
public class PostInstall {

  /**
   * @param code the one-time code from the server's log
   * @param administrators exactly one for each role
   * @throws org.holdfast.domain.error.VaultException {@link ErrorCode#ALREADY_INSTALLED}, {@link
   *     ErrorCode#INSTALL_CODE_WRONG}, {@link ErrorCode#PASSPHRASE_WEAK}, {@link
   *     ErrorCode#PASSWORD_WEAK}, {@link ErrorCode#USER_NAME_TAKEN}
   */
  public void install(
      SecretChars code, List<NewAdministrator> administrators, SecretChars recoveryPassphrase) {
    throw new UnsupportedOperationException();
  }
}
