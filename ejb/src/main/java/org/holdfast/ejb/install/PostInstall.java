package org.holdfast.ejb.install;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.holdfast.domain.access.NewAdministrator;
import org.holdfast.domain.access.PasswordHasher;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.access.UserName;
import org.holdfast.domain.audit.AuditEvent;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.rootoftrust.RootOfTrustState;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.domain.wallet.RecoveryPassphrase;
import org.holdfast.ejb.rootoftrust.InstallRootOfTrust;
import org.holdfast.ejb.rootoftrust.RootOfTrustTransactions;

/**
 * Post-install (S7): sets the recovery passphrase and the first three administrators, makes the
 * wallet and opens the vault in passphrase mode.
 */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class PostInstall {

  @Inject private InstallCode installCode;
  @Inject private RootOfTrustTransactions transactions;
  @Inject private InstallRootOfTrust rootOfTrust;
  @Inject private FirstUsers users;
  @Inject private PasswordHasher hasher;

  /**
   * Installs the vault.
   *
   * @param code the one-time code from the server's log
   * @param administrators exactly one for each office
   * @throws VaultException {@link ErrorCode#ALREADY_INSTALLED}, {@link
   *     ErrorCode#INSTALL_CODE_WRONG}, {@link ErrorCode#PASSPHRASE_WEAK}, {@link
   *     ErrorCode#PASSWORD_WEAK}, {@link ErrorCode#USER_NAME_TAKEN}
   */
  public void install(
      SecretChars code, List<NewAdministrator> administrators, SecretChars recoveryPassphrase) {
    if (!(transactions.load() instanceof RootOfTrustState.NotInstalled)) {
      throw new VaultException(ErrorCode.ALREADY_INSTALLED);
    }
    installCode.require(code);
    RecoveryPassphrase.requireStrong(recoveryPassphrase, "recoveryPassphrase");
    requireOneOfEach(administrators);
    for (int i = 0; i < administrators.size(); i++) {
      requireStrong(administrators.get(i), i);
    }
    FirstUsers.Prepared prepared = users.prepare(administrators);
    rootOfTrust.install(AuditEvent.SYSTEM, recoveryPassphrase, prepared::add);
    installCode.retire();
  }

  private void requireStrong(NewAdministrator administrator, int position) {
    try {
      hasher.requireStrong(administrator.name(), administrator.password());
    } catch (VaultException e) {
      throw e.atField("administrators[" + position + "].password");
    }
  }

  private static void requireOneOfEach(List<NewAdministrator> administrators) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    Set<UserName> names = new HashSet<>();
    for (int i = 0; i < administrators.size(); i++) {
      roles.add(administrators.get(i).role());
      if (!names.add(administrators.get(i).name())) {
        throw new VaultException(ErrorCode.USER_NAME_TAKEN)
            .atField("administrators[" + i + "].name");
      }
    }
    Set<Role> offices =
        Arrays.stream(Role.values()).filter(Role::isOffice).collect(Collectors.toSet());
    if (administrators.size() != offices.size() || !roles.equals(offices)) {
      throw new VaultException(ErrorCode.INPUT_INVALID, "one administrator for each role is needed")
          .atField("administrators");
    }
  }
}
