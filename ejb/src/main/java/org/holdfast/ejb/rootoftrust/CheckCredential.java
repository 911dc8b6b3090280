package org.holdfast.ejb.rootoftrust;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.credential.CredentialCheck;
import org.holdfast.domain.credential.CredentialLinter;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.secret.SecretChars;
import org.jspecify.annotations.Nullable;

/**
 * Says how an HSM credential will be read (S105 to S109). Stores nothing, and sends nothing to the
 * token.
 */
@Stateless
@RolesAllowed(Role.Names.SYSTEM_ADMINISTRATOR)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class CheckCredential {

  @Inject private HsmWallet hsmWallet;

  /**
   * Looks at a credential.
   *
   * @param tokenLabel null if none is given
   * @throws org.holdfast.domain.error.VaultException {@link ErrorCode#VENDOR_UNKNOWN}
   */
  public CredentialCheck check(
      String vendorId, SecretChars credential, @Nullable String tokenLabel) {
    return CredentialLinter.check(
        hsmWallet.target(vendorId, tokenLabel).vendor().id(), credential, tokenLabel);
  }
}
