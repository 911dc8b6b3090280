package org.holdfast.ejb.rootoftrust;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Set;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.home.FilePlan;
import org.holdfast.domain.home.HomeFile;
import org.holdfast.domain.rootoftrust.Operation;
import org.holdfast.domain.rootoftrust.OperationKind;
import org.holdfast.domain.rootoftrust.OperationTrace;
import org.holdfast.domain.rootoftrust.RootOfTrustState;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.domain.wallet.MasterKeyRing;
import org.holdfast.domain.wallet.RecoveryPassphrase;
import org.holdfast.domain.wallet.RestoreWallet;
import org.holdfast.domain.wallet.WrappedWalletPassword;
import org.holdfast.domain.wallet.WrappedWalletPassword.UnderPassphrase;
import org.jspecify.annotations.Nullable;

/**
 * Change Recovery Passphrase, step by step: what lies under the former passphrase is put under the
 * new one. The wallet, its password and the master keys stay as they are.
 */
final class ChangePassphraseWork implements RootOfTrustWork {

  private final WorkTools tools;
  private final SecretChars former;
  private final SecretChars replacement;

  /** In passphrase mode; null otherwise. */
  private @Nullable SecretBytes walletPassword;

  /** In HSM mode; null otherwise. */
  private @Nullable RestoreWallet restoreWallet;

  /** The secrets stay the caller's. */
  ChangePassphraseWork(WorkTools tools, SecretChars former, SecretChars replacement) {
    this.tools = tools;
    this.former = former;
    this.replacement = replacement;
  }

  @Override
  public OperationKind kind() {
    return OperationKind.CHANGE_RECOVERY_PASSPHRASE;
  }

  @Override
  public void check(OperationTrace trace) {
    RecoveryPassphrase.requireStrong(replacement, "newRecoveryPassphrase");
    RootOfTrustState state = tools.transactions().load();
    try {
      if (state instanceof RootOfTrustState.HsmProtected) {
        restoreWallet = RestoreWallet.decode(tools.home().require(HomeFile.RESTORE_WALLET), former);
      } else if (state instanceof RootOfTrustState.PassphraseProtected) {
        walletPassword = tools.passphraseWalletPassword().unwrap(former);
      } else {
        throw WorkTools.notIn(state, ErrorCode.OPERATION_RUNNING);
      }
    } catch (VaultException e) {
      throw e.code() == ErrorCode.RECOVERY_PASSPHRASE_WRONG
          ? e.atField("oldRecoveryPassphrase")
          : e;
    }
    trace.step("the old recovery passphrase is right");
    if (former.contentEquals(replacement)) {
      throw new VaultException(ErrorCode.PASSPHRASE_UNCHANGED).atField("newRecoveryPassphrase");
    }
  }

  @Override
  public FilePlan stage(Operation operation, OperationTrace trace) {
    return walletPassword == null
        ? stageRestoreWallet(operation, requireNonNull(restoreWallet))
        : stageWalletPassword(operation, walletPassword);
  }

  private FilePlan stageWalletPassword(Operation operation, SecretBytes password) {
    Bytes wrapped = UnderPassphrase.wrap(password, replacement, tools.random()).encode();
    FilePlan plan = stage(operation, HomeFile.PASSPHRASE_WALLET_PASSWORD, wrapped);
    Bytes staged = tools.home().requireStaged(operation.id(), HomeFile.PASSPHRASE_WALLET_PASSWORD);
    if (!(WrappedWalletPassword.decode(staged) instanceof UnderPassphrase underPassphrase)) {
      throw notProved();
    }
    try (SecretBytes read = underPassphrase.unwrap(replacement);
        MasterKeyRing ring = HsmWallet.open(tools.home().require(HomeFile.WALLET), read)) {
      if (!read.contentEquals(password) || ring.generations().isEmpty()) {
        throw notProved();
      }
    }
    return plan;
  }

  private FilePlan stageRestoreWallet(Operation operation, RestoreWallet wallet) {
    Bytes encoded = wallet.encode(replacement, tools.random());
    FilePlan plan = stage(operation, HomeFile.RESTORE_WALLET, encoded);
    // encode() has opened it again with what the passphrase gave.
    if (!tools.home().requireStaged(operation.id(), HomeFile.RESTORE_WALLET).equals(encoded)) {
      throw notProved();
    }
    return plan;
  }

  private FilePlan stage(Operation operation, HomeFile file, Bytes content) {
    return tools.home().stage(operation.id(), Map.of(file, content), Set.of());
  }

  private static VaultException notProved() {
    return new VaultException(ErrorCode.WALLET_UNREADABLE, "the staged file");
  }

  @Override
  public RootOfTrustState succeed(RootOfTrustState during) {
    return during;
  }

  @Override
  public String auditDetail() {
    return "backups made before need the former recovery passphrase";
  }

  @Override
  public @Nullable MasterKeyRing takeNewRing() {
    return null;
  }

  @Override
  public void close() {
    if (walletPassword != null) {
      walletPassword.close();
    }
  }
}
