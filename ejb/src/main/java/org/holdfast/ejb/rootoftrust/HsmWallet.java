package org.holdfast.ejb.rootoftrust;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Optional;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.home.HomeFile;
import org.holdfast.domain.home.VaultHome;
import org.holdfast.domain.hsm.HsmConnection;
import org.holdfast.domain.hsm.HsmConnectionFactory;
import org.holdfast.domain.hsm.HsmException;
import org.holdfast.domain.hsm.HsmFault;
import org.holdfast.domain.hsm.HsmRejected;
import org.holdfast.domain.hsm.HsmTarget;
import org.holdfast.domain.hsm.HsmUnavailable;
import org.holdfast.domain.hsm.RootKeyFacts;
import org.holdfast.domain.hsm.VendorPack;
import org.holdfast.domain.hsm.VendorPacks;
import org.holdfast.domain.hsm.WrappedSecret;
import org.holdfast.domain.rootoftrust.HsmFailures;
import org.holdfast.domain.rootoftrust.RootOfTrust;
import org.holdfast.domain.rootoftrust.TokenAddress;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.domain.wallet.KeyFile;
import org.holdfast.domain.wallet.MasterKeyRing;
import org.holdfast.domain.wallet.StoredCredential;
import org.holdfast.domain.wallet.StoredCredentials;
import org.holdfast.domain.wallet.WalletFile;
import org.holdfast.domain.wallet.WrappedWalletPassword;
import org.holdfast.domain.wallet.WrappedWalletPassword.UnderHsm;
import org.jspecify.annotations.Nullable;

/** Opens the wallet through the HSM, and finds the way to the HSM. */
@ApplicationScoped
class HsmWallet {

  @Inject private HsmConnectionFactory hsm;
  @Inject private VendorPacks vendors;
  @Inject private VaultHome home;
  @Inject private KeyFile keyFile;
  @Inject private RootOfTrustTransactions transactions;

  /** What a refusal of the stored credential is called: nobody has just typed it. */
  static VaultException ofStoredCredential(HsmException failure) {
    VaultException cause = HsmFailures.toVaultException(failure);
    return cause.code() == ErrorCode.CREDENTIAL_REFUSED
        ? new VaultException(
            ErrorCode.CREDENTIAL_REFUSED_BEFORE, String.valueOf(failure.getMessage()), failure)
        : cause;
  }

  /**
   * The way to a token.
   *
   * @throws VaultException {@link ErrorCode#VENDOR_UNKNOWN}, {@link ErrorCode#VENDOR_PACK_BAD},
   *     {@link ErrorCode#VENDOR_LIBRARY_UNSET}
   */
  HsmTarget target(String vendorId, @Nullable String tokenLabel) {
    VendorPack vendor =
        vendors.byId(vendorId).orElseThrow(() -> notThere(vendorId).atField("vendor"));
    if (!vendor.hasLibrary()) {
      throw new VaultException(
              ErrorCode.VENDOR_LIBRARY_UNSET,
              "HOLDFAST_HSM_LIBRARY_" + vendorId.toUpperCase(Locale.ROOT).replace('-', '_'))
          .atField("vendor");
    }
    return new HsmTarget(vendor, vendor.library(), tokenLabel);
  }

  private VaultException notThere(String vendorId) {
    return vendors
        .problemOf(vendorId)
        .map(problem -> new VaultException(ErrorCode.VENDOR_PACK_BAD, problem.describe()))
        .orElseGet(() -> new VaultException(ErrorCode.VENDOR_UNKNOWN, vendorId));
  }

  HsmTarget target(RootOfTrust rootOfTrust) {
    return target(rootOfTrust.vendorId(), rootOfTrust.tokenLabel());
  }

  HsmTarget target(TokenAddress token) {
    return target(token.vendorId(), token.tokenLabel());
  }

  /** The stored HSM credentials, for the caller to close; empty if none is stored. */
  Optional<StoredCredentials> storedCredentials() {
    return home.read(HomeFile.HSM_CREDENTIAL).map(keyFile::openCredentials);
  }

  HsmConnection connect(RootOfTrust rootOfTrust) throws HsmException {
    return connect(rootOfTrust.address());
  }

  /**
   * A connection to a token; logs in with the credential stored for it if the process has not yet,
   * unless the token refused it before (B3).
   */
  HsmConnection connect(TokenAddress token) throws HsmException {
    HsmTarget target = target(token);
    try {
      return hsm.getConnection(target);
    } catch (HsmUnavailable e) {
      if (e.fault() != HsmFault.NOT_LOGGED_IN) {
        throw e;
      }
    }
    if (transactions.credentialRefused(token)) {
      throw new VaultException(ErrorCode.CREDENTIAL_REFUSED_BEFORE);
    }
    try (StoredCredentials stored =
        storedCredentials().orElseThrow(() -> new VaultException(ErrorCode.CREDENTIAL_MISSING))) {
      StoredCredential own =
          stored
              .find(token.vendorId(), token.tokenLabel())
              .orElseThrow(() -> new VaultException(ErrorCode.CREDENTIAL_MISSING));
      hsm.login(target, own.credential());
    }
    return hsm.getConnection(target);
  }

  /** Checks that the key on the token is the Root of Trust's: there, alone, and not replaced. */
  static RootKeyFacts requireKey(HsmConnection connection, RootOfTrust rootOfTrust)
      throws HsmException {
    RootKeyFacts facts = connection.rootKey(rootOfTrust.key());
    if (!facts.checkValue().equals(rootOfTrust.checkValue())) {
      throw new HsmRejected(
          HsmFault.KEY_REPLACED,
          "%s: the check value is %s, not %s"
              .formatted(rootOfTrust.key(), facts.checkValue(), rootOfTrust.checkValue()));
    }
    return facts;
  }

  /** The master keys of the wallet in force, for the caller to close. */
  MasterKeyRing open(HsmConnection connection, RootOfTrust rootOfTrust) throws HsmException {
    return open(
        connection,
        rootOfTrust,
        home.require(HomeFile.HSM_WALLET_PASSWORD),
        home.require(HomeFile.WALLET));
  }

  /** The wallet password in force, by this Root of Trust alone; for the caller to close. */
  SecretBytes walletPassword(HsmConnection connection, RootOfTrust rootOfTrust)
      throws HsmException {
    return connection.unwrap(
        wrapped(underHsm(home.require(HomeFile.HSM_WALLET_PASSWORD)), rootOfTrust));
  }

  /**
   * The master keys of a wallet, by this Root of Trust alone; for the caller to close.
   *
   * @param walletPassword as {@link HomeFile#HSM_WALLET_PASSWORD} has it
   */
  static MasterKeyRing open(
      HsmConnection connection, RootOfTrust rootOfTrust, Bytes walletPassword, Bytes wallet)
      throws HsmException {
    try (SecretBytes password = connection.unwrap(wrapped(underHsm(walletPassword), rootOfTrust))) {
      return open(wallet, password);
    }
  }

  /**
   * The wallet password under the keys of HSMs.
   *
   * @throws VaultException {@link ErrorCode#WALLET_UNREADABLE}
   */
  static UnderHsm underHsm(Bytes walletPassword) {
    if (WrappedWalletPassword.decode(walletPassword) instanceof UnderHsm underHsm) {
      return underHsm;
    }
    throw new VaultException(ErrorCode.WALLET_UNREADABLE, HomeFile.HSM_WALLET_PASSWORD.path());
  }

  /** What the key of this Root of Trust wrapped. */
  static WrappedSecret wrapped(UnderHsm walletPassword, RootOfTrust rootOfTrust) {
    return walletPassword
        .find(rootOfTrust.key(), rootOfTrust.checkValue())
        .orElseThrow(
            () ->
                new VaultException(
                    ErrorCode.WALLET_UNREADABLE,
                    "%s has nothing under %s with check value %s"
                        .formatted(
                            HomeFile.HSM_WALLET_PASSWORD.path(),
                            rootOfTrust.key(),
                            rootOfTrust.checkValue())));
  }

  /** As above, with the wallet password in clear. */
  static MasterKeyRing open(Bytes wallet, SecretBytes walletPassword) {
    return WalletFile.decode(wallet, walletPassword)
        .orElseThrow(() -> new VaultException(ErrorCode.WALLET_UNREADABLE, HomeFile.WALLET.path()));
  }
}
