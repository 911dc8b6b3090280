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
import org.holdfast.domain.rootoftrust.HsmFailures;
import org.holdfast.domain.rootoftrust.RootOfTrust;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.domain.wallet.KeyFile;
import org.holdfast.domain.wallet.MasterKeyRing;
import org.holdfast.domain.wallet.StoredCredential;
import org.holdfast.domain.wallet.WalletFile;
import org.holdfast.domain.wallet.WrappedWalletPassword;
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

  /** The stored HSM credential, for the caller to close; empty if none is stored. */
  Optional<StoredCredential> storedCredential() {
    return home.read(HomeFile.HSM_CREDENTIAL).map(keyFile::openCredential);
  }

  /**
   * A connection to the Root of Trust's token; logs in with the stored credential if the process
   * has not yet, unless the token refused it before (B3).
   */
  HsmConnection connect(RootOfTrust rootOfTrust) throws HsmException {
    HsmTarget target = target(rootOfTrust);
    try {
      return hsm.getConnection(target);
    } catch (HsmUnavailable e) {
      if (e.fault() != HsmFault.NOT_LOGGED_IN) {
        throw e;
      }
    }
    if (transactions.credentialRefused()) {
      throw new VaultException(ErrorCode.CREDENTIAL_REFUSED_BEFORE);
    }
    try (StoredCredential stored =
        storedCredential().orElseThrow(() -> new VaultException(ErrorCode.CREDENTIAL_MISSING))) {
      hsm.login(target, stored.credential());
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
  MasterKeyRing open(HsmConnection connection) throws HsmException {
    return open(
        connection, home.require(HomeFile.HSM_WALLET_PASSWORD), home.require(HomeFile.WALLET));
  }

  /** The master keys of a wallet, for the caller to close. */
  static MasterKeyRing open(HsmConnection connection, Bytes walletPassword, Bytes wallet)
      throws HsmException {
    if (!(WrappedWalletPassword.decode(walletPassword)
        instanceof WrappedWalletPassword.UnderHsm underHsm)) {
      throw new VaultException(ErrorCode.WALLET_UNREADABLE, HomeFile.HSM_WALLET_PASSWORD.path());
    }
    try (SecretBytes password = connection.unwrap(underHsm.secret())) {
      return open(wallet, password);
    }
  }

  /** As above, with the wallet password in clear. */
  static MasterKeyRing open(Bytes wallet, SecretBytes walletPassword) {
    return WalletFile.decode(wallet, walletPassword)
        .orElseThrow(() -> new VaultException(ErrorCode.WALLET_UNREADABLE, HomeFile.WALLET.path()));
  }
}
