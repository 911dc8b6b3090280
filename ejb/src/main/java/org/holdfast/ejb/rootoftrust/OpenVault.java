package org.holdfast.ejb.rootoftrust;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.domain.wallet.Vault;
import org.jspecify.annotations.Nullable;

/** Opens the vault now if it is closed (S86, S87), also if an administrator closed it. */
@Stateless
@RolesAllowed(Role.Names.SYSTEM_ADMINISTRATOR)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class OpenVault {

  @Resource private SessionContext context;
  @Inject private VaultOpener opener;
  @Inject private ClosedVault closed;
  @Inject private OperationRunner runner;
  @Inject private WorkTools tools;
  @Inject private Vault vault;
  @Inject private RootOfTrustStatus status;

  /**
   * Opens the vault: through the HSM, or in passphrase mode with the recovery passphrase, which
   * makes the auto-login file anew. A vault that no administrator closed opens by itself if it can,
   * and asks for no passphrase then.
   *
   * @param recoveryPassphrase null if none was given; of no consequence in HSM mode
   * @return the state afterwards; that the vault cannot open by itself is a state too, with its
   *     cause
   * @throws org.holdfast.domain.error.VaultException why what an administrator closed, or the
   *     passphrase is to open, stays closed: {@link ErrorCode#INPUT_MISSING}, {@link
   *     ErrorCode#RECOVERY_PASSPHRASE_WRONG}, and what may be wrong with the HSM
   */
  public RootOfTrustView open(@Nullable SecretChars recoveryPassphrase) {
    opener.openIfClosed();
    if (!vault.status().open() && (recoveryPassphrase != null || closed.isInForce())) {
      runner.run(
          context.getCallerPrincipal().getName(),
          new OpenVaultWork(
              tools, closed, context.getCallerPrincipal().getName(), recoveryPassphrase));
    }
    return status.current();
  }
}
