package org.holdfast.ejb.rootoftrust;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.rootoftrust.TokenAddress;
import org.holdfast.domain.secret.SecretChars;
import org.jspecify.annotations.Nullable;

/**
 * Several Roots of Trust at once (B8): each HSM alone opens the vault, so that one of them may be
 * away. Every change is one operation, in force as a whole or not at all (B7).
 */
@Stateless
@RolesAllowed(Role.Names.SYSTEM_ADMINISTRATOR)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ManageRoots {

  @Resource private SessionContext context;
  @Inject private OperationRunner runner;
  @Inject private WorkTools tools;
  @Inject private RootOfTrustStatus status;

  /**
   * Those in force, in order of priority, as the last check found them; none in passphrase mode.
   */
  public List<RootView> list() {
    return status.current().roots();
  }

  /**
   * Add Root of Trust: makes a key on another token, which then opens the vault alone, too.
   *
   * @param name unique among those in force
   * @param credential logs in to the token; sent to it once
   * @param recoveryPassphrase as for Initialize (S7)
   * @param tokenLabel null if the vendor's only token is meant (S15)
   * @param allowModuleProtection whether a module passphrase is really meant (S109)
   * @throws org.holdfast.domain.error.VaultException why it failed; then nothing is stored, and no
   *     key is left on the token ({@link ErrorCode#ROOTS_FULL}, {@link ErrorCode#ROOT_TOKEN_TAKEN},
   *     {@link ErrorCode#ROOT_NAME_TAKEN}, {@link ErrorCode#ROOT_LABEL_NEEDED} and those of
   *     Initialize)
   */
  public void add(
      String name,
      String vendorId,
      SecretChars credential,
      SecretChars recoveryPassphrase,
      @Nullable String tokenLabel,
      boolean allowModuleProtection) {
    runner.run(
        actor(),
        new AddRootWork(
            tools,
            name,
            new TokenAddress(vendorId, tokenLabel),
            credential,
            recoveryPassphrase,
            allowModuleProtection));
  }

  /**
   * Gives another name, or another priority. Under another primary one, data keys that the HSM
   * holds are re-wrapped behind.
   *
   * @param newName null to leave it
   * @param priority from 1; null to leave it
   * @throws org.holdfast.domain.error.VaultException {@link ErrorCode#ROOT_UNKNOWN}, {@link
   *     ErrorCode#ROOT_NAME_TAKEN}, {@link ErrorCode#INPUT_INVALID}; {@link ErrorCode#ROOT_AWAY} if
   *     the new primary one is down, or the former one, when the HSM holds data keys
   */
  public void change(String name, @Nullable String newName, @Nullable Integer priority) {
    runner.run(
        actor(), new ChangeRootWork(tools, name, newName == null ? name : newName, priority));
  }

  /**
   * Remove Root of Trust: the others open the vault without it. It need not be up. Its key stays on
   * its token, for backups made before.
   *
   * @throws org.holdfast.domain.error.VaultException {@link ErrorCode#ROOT_UNKNOWN}, {@link
   *     ErrorCode#ROOT_IS_LAST}, {@link ErrorCode#ROOT_HOLDS_DATA_KEYS}, {@link
   *     ErrorCode#ROOT_AWAY} if none of the others opens the vault now, or the next primary one
   *     does not; {@link ErrorCode#RECOVERY_PASSPHRASE_WRONG}
   */
  public void remove(String name, SecretChars recoveryPassphrase) {
    runner.run(actor(), new RemoveRootWork(tools, name, recoveryPassphrase));
  }

  /**
   * Rotate Root of Trust: another key on the same token, and a fresh wallet password under the keys
   * of all. Data keys that the HSM holds are re-wrapped behind. The former key stays on the token.
   *
   * @throws org.holdfast.domain.error.VaultException {@link ErrorCode#ROOT_UNKNOWN}; {@link
   *     ErrorCode#ROOT_AWAY} if any of them is down; {@link ErrorCode#RECOVERY_PASSPHRASE_WRONG}
   */
  public void rotate(String name, SecretChars recoveryPassphrase) {
    runner.run(actor(), new RotateRootWork(tools, name, recoveryPassphrase));
  }

  private String actor() {
    return context.getCallerPrincipal().getName();
  }
}
