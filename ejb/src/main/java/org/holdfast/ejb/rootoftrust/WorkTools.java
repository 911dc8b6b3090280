package org.holdfast.ejb.rootoftrust;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.holdfast.domain.access.Protection;
import org.holdfast.domain.access.VirtualWallet;
import org.holdfast.domain.access.WalletRepository;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.home.HomeFile;
import org.holdfast.domain.home.VaultHome;
import org.holdfast.domain.hsm.HsmConnectionFactory;
import org.holdfast.domain.hsm.VendorPack;
import org.holdfast.domain.object.SecurityObjectRepository;
import org.holdfast.domain.page.PageRequest;
import org.holdfast.domain.rootoftrust.PassportRepository;
import org.holdfast.domain.rootoftrust.RootOfTrustState;
import org.holdfast.domain.rootoftrust.RootsOfTrust;
import org.holdfast.domain.rootoftrust.SecurityConf;
import org.holdfast.domain.rootoftrust.ledger.LedgerRepository;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.domain.wallet.KeyFile;
import org.holdfast.domain.wallet.RestoreWallet;
import org.holdfast.domain.wallet.WrappedWalletPassword;
import org.holdfast.domain.wallet.WrappedWalletPassword.UnderPassphrase;
import org.jspecify.annotations.Nullable;

/** What all Root of Trust operations work with. */
@ApplicationScoped
class WorkTools {

  private static final int MOST_NAMED = 10;

  @Inject private HsmConnectionFactory hsm;
  @Inject private HsmWallet hsmWallet;
  @Inject private RootAccess access;
  @Inject private VaultHome home;
  @Inject private KeyFile keyFile;
  @Inject private SecureRandom random;
  @Inject private RootOfTrustTransactions transactions;
  @Inject private HsmMonitor monitor;
  @Inject private SecurityObjectRepository objects;
  @Inject private WalletRepository wallets;
  @Inject private RestoreGate gate;
  @Inject private VendorHooks hooks;
  @Inject private Event<VaultRestored> restored;
  @Inject private PassportRepository passports;
  @Inject private Clock clock;
  @Inject private LedgerRepository ledger;

  HsmConnectionFactory hsm() {
    return hsm;
  }

  HsmWallet hsmWallet() {
    return hsmWallet;
  }

  RootAccess access() {
    return access;
  }

  VaultHome home() {
    return home;
  }

  KeyFile keyFile() {
    return keyFile;
  }

  SecureRandom random() {
    return random;
  }

  RootOfTrustTransactions transactions() {
    return transactions;
  }

  /** What is known of the HSM: to be told what an operation has found or changed. */
  HsmFindings findings() {
    return monitor.findings();
  }

  RestoreGate gate() {
    return gate;
  }

  /** What the vendor packs want run around operations. */
  VendorHooks hooks() {
    return hooks;
  }

  Event<VaultRestored> restored() {
    return restored;
  }

  PassportRepository passports() {
    return passports;
  }

  Clock clock() {
    return clock;
  }

  LedgerRepository ledger() {
    return ledger;
  }

  SecurityConf securityConf() {
    return SecurityConf.parse(home.read(HomeFile.SECURITY_CONF));
  }

  /**
   * The Roots of Trust in force.
   *
   * @throws VaultException {@link ErrorCode#HSM_MODE_REQUIRED}, {@link ErrorCode#OPERATION_RUNNING}
   */
  RootsOfTrust requireHsmMode() {
    return requireHsmMode(transactions.load()).roots();
  }

  /** As above, in a state that was loaded. */
  static RootOfTrustState.HsmProtected requireHsmMode(RootOfTrustState state) {
    if (state instanceof RootOfTrustState.HsmProtected protectedByHsm) {
      return protectedByHsm;
    }
    throw notIn(state, ErrorCode.HSM_MODE_REQUIRED);
  }

  /**
   * Checks that all data keys that the HSM holds are under keys of these (B15).
   *
   * @throws VaultException {@link ErrorCode#ROOT_HOLDS_DATA_KEYS}
   */
  void requireHeldOnlyBy(RootsOfTrust roots) {
    objects
        .heldByHsm()
        .forEach(
            (holder, dataKeys) -> {
              if (roots.holding(holder.key(), holder.checkValue()).isEmpty()) {
                throw new VaultException(
                    ErrorCode.ROOT_HOLDS_DATA_KEYS,
                    "%d data keys are under %s with check value %s"
                        .formatted(dataKeys, holder.key(), holder.checkValue()));
              }
            });
  }

  /**
   * Whether there are virtual wallets whose data keys the HSM holds, or data keys that it holds.
   */
  boolean usesHsmForDataKeys() {
    return wallets.isUsed(Protection.HSM) || objects.countHeldByHsm() > 0;
  }

  /**
   * Checks that no data key would be lost with the HSM (B15).
   *
   * @throws VaultException {@link ErrorCode#HSM_HELD}
   */
  void requireNothingHeldByHsm() {
    long held = objects.countHeldByHsm();
    if (held > 0 || wallets.isUsed(Protection.HSM)) {
      throw new VaultException(
          ErrorCode.HSM_HELD, "%d data keys; virtual wallets: %s".formatted(held, heldWallets()));
    }
  }

  /** By name, as the cure says "the virtual wallets named"; a few are enough to begin with. */
  private String heldWallets() {
    List<String> names =
        wallets.list(null, null, new PageRequest(0, PageRequest.MAX_LIMIT)).rows().stream()
            .filter(wallet -> wallet.protection() == Protection.HSM)
            .map(VirtualWallet::name)
            .limit(MOST_NAMED)
            .toList();
    return names.isEmpty() ? "none any more, re-wrapping is on its way" : String.join(", ", names);
  }

  /**
   * The wallet password as it lies under the recovery passphrase, in passphrase mode.
   *
   * @throws VaultException {@link ErrorCode#WALLET_UNREADABLE}
   */
  UnderPassphrase passphraseWalletPassword() {
    if (WrappedWalletPassword.decode(home.require(HomeFile.PASSPHRASE_WALLET_PASSWORD))
        instanceof UnderPassphrase underPassphrase) {
      return underPassphrase;
    }
    throw new VaultException(
        ErrorCode.WALLET_UNREADABLE, HomeFile.PASSPHRASE_WALLET_PASSWORD.path());
  }

  /**
   * Checks what was typed for a token against the vendor's rules, before the token is asked.
   *
   * @throws VaultException {@link ErrorCode#CREDENTIAL_FORM}, {@link ErrorCode#TOKEN_LABEL_FORM}
   */
  static void requireForm(VendorPack vendor, SecretChars credential, @Nullable String tokenLabel) {
    if (!vendor.credential().fits(credential)) {
      throw new VaultException(
              ErrorCode.CREDENTIAL_FORM,
              "%s: %s".formatted(vendor.credentialName(), vendor.credential().rule()))
          .atField("credential");
    }
    if (tokenLabel != null && !vendor.tokenLabel().fits(tokenLabel)) {
      throw new VaultException(
              ErrorCode.TOKEN_LABEL_FORM,
              "%s: %s".formatted(vendor.tokenLabelName(), vendor.tokenLabel().rule()))
          .atField("tokenLabel");
    }
  }

  /**
   * Checks what was typed to confirm that a key is to be destroyed.
   *
   * @param number of the key
   * @throws VaultException {@link ErrorCode#DESTROY_NOT_CONFIRMED}
   */
  static void requireTyped(String typed, int number) {
    if (!typed.strip().equals(Integer.toString(number))) {
      throw new VaultException(ErrorCode.DESTROY_NOT_CONFIRMED).atField("confirmation");
    }
  }

  /** Why an operation is not possible in this state. */
  static VaultException notIn(RootOfTrustState state, ErrorCode whenStable) {
    if (state instanceof RootOfTrustState.NotInstalled) {
      return new VaultException(ErrorCode.NOT_INSTALLED);
    }
    if (state instanceof RootOfTrustState.Initializing
        || state instanceof RootOfTrustState.ReverseMigrating) {
      return new VaultException(ErrorCode.OPERATION_RUNNING);
    }
    if (state instanceof RootOfTrustState.Restoring) {
      return new VaultException(ErrorCode.RESTORE_RUNNING);
    }
    return new VaultException(whenStable);
  }

  /**
   * Checks the recovery passphrase in HSM mode, where it opens nothing but the restore wallet.
   *
   * @param field the input field that it was typed in
   * @throws VaultException {@link ErrorCode#RECOVERY_PASSPHRASE_WRONG}
   */
  void requireRecoveryPassphrase(SecretChars passphrase, String field) {
    try {
      RestoreWallet.decode(home.require(HomeFile.RESTORE_WALLET), passphrase);
    } catch (VaultException e) {
      throw e.code() == ErrorCode.RECOVERY_PASSPHRASE_WRONG ? e.atField(field) : e;
    }
  }

  /**
   * Checks the recovery passphrase in either mode.
   *
   * @param state stable
   * @throws VaultException {@link ErrorCode#RECOVERY_PASSPHRASE_WRONG} at that field
   */
  void requireRecoveryPassphrase(RootOfTrustState state, SecretChars passphrase, String field) {
    if (!(state instanceof RootOfTrustState.PassphraseProtected)) {
      requireHsmMode(state);
      requireRecoveryPassphrase(passphrase, field);
      return;
    }
    try {
      passphraseWalletPassword().unwrap(passphrase).close();
    } catch (VaultException e) {
      throw e.code() == ErrorCode.RECOVERY_PASSPHRASE_WRONG ? e.atField(field) : e;
    }
  }

  /**
   * The wallet password as the vault opens it by itself in either mode; for the caller to close.
   */
  SecretBytes walletPassword(RootOfTrustState state) {
    if (state instanceof RootOfTrustState.PassphraseProtected) {
      return keyFile.openWalletPassword(home.require(HomeFile.AUTO_LOGIN));
    }
    return access.first(
        requireHsmMode(state).roots(),
        (connection, root) -> hsmWallet.walletPassword(connection, root));
  }
}
