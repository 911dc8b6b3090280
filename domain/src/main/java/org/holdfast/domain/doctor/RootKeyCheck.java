package org.holdfast.domain.doctor;

import java.util.List;
import java.util.Optional;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.home.HomeFile;
import org.holdfast.domain.home.VaultHome;
import org.holdfast.domain.hsm.HsmConnection;
import org.holdfast.domain.hsm.HsmException;
import org.holdfast.domain.hsm.HsmRejected;
import org.holdfast.domain.hsm.RootKeyFacts;
import org.holdfast.domain.hsm.WrappedSecret;
import org.holdfast.domain.rootoftrust.HsmFailures;
import org.holdfast.domain.rootoftrust.RootKeyPolicy;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.domain.wallet.MasterKeyRing;
import org.holdfast.domain.wallet.WalletFile;
import org.holdfast.domain.wallet.WrappedWalletPassword;

/** The key on the token, and that it opens the wallet; keeps nothing of it (S80, S81, B4). */
final class RootKeyCheck implements Check {

  @Override
  public void run(Examination examination, Findings findings) {
    Mode mode = examination.knowledge().mode();
    if (mode != Mode.HSM) {
      String why = "HSM mode is not in force" + (mode == Mode.CHANGING ? " or is changing" : "");
      findings.skip(Step.ROOT_KEY, why);
      findings.skip(Step.ROOT_KEY_ATTRIBUTES, why);
      withoutHsm(examination, mode, findings);
      return;
    }
    Optional<HsmConnection> connection = examination.connection();
    List<KnownKey> keys = examination.root().map(KnownRoot::keys).orElse(List.of());
    if (!examination.isInForce() || connection.isEmpty() || keys.isEmpty()) {
      String why =
          examination.isInForce() || examination.target().isEmpty()
              ? "It takes a login to see"
              : "Another HSM than the one in force is asked about";
      List.of(Step.ROOT_KEY, Step.ROOT_KEY_ATTRIBUTES, Step.WALLET_OPENS)
          .forEach(step -> findings.skip(step, why));
      return;
    }
    key(examination, connection.get(), keys, findings);
    wallet(examination.surroundings().home(), connection.get(), findings);
  }

  private static void key(
      Examination examination, HsmConnection connection, List<KnownKey> keys, Findings findings) {
    try {
      List<RootKeyFacts> there = connection.rootKeys();
      KnownKey key = meant(keys, there);
      List<RootKeyFacts> same =
          there.stream().filter(facts -> facts.key().equals(key.key())).toList();
      if (same.size() != 1) {
        findings.fail(
            Step.ROOT_KEY,
            new VaultException(
                same.isEmpty() ? ErrorCode.ROOT_KEY_MISSING : ErrorCode.ROOT_KEY_AMBIGUOUS,
                "%s; on the token: %s".formatted(key.key(), list(there))));
        findings.skip(Step.ROOT_KEY_ATTRIBUTES, "The key is not there once");
      } else if (!same.get(0).checkValue().equals(key.checkValue())) {
        findings.fail(
            Step.ROOT_KEY,
            new VaultException(
                ErrorCode.ROOT_KEY_REPLACED,
                "%s: the check value is %s, not %s"
                    .formatted(key.key(), same.get(0).checkValue(), key.checkValue())));
        findings.skip(Step.ROOT_KEY_ATTRIBUTES, "The key is another one");
      } else {
        findings.pass(Step.ROOT_KEY, list(there));
        attributes(examination, same.get(0), findings);
      }
    } catch (HsmException e) {
      findings.fail(Step.ROOT_KEY, e);
      findings.skip(Step.ROOT_KEY_ATTRIBUTES, "The keys could not be read");
    }
  }

  /** Which of them this token is to have: the one that it has, if it has one. */
  private static KnownKey meant(List<KnownKey> keys, List<RootKeyFacts> there) {
    return keys.stream()
        .filter(
            key ->
                there.stream()
                    .anyMatch(
                        facts ->
                            facts.key().equals(key.key())
                                && facts.checkValue().equals(key.checkValue())))
        .findFirst()
        .orElse(keys.get(0));
  }

  private static String list(List<RootKeyFacts> keys) {
    return keys.isEmpty()
        ? "no Root of Trust key"
        : Words.some(
            keys.stream().map(f -> f.key() + ", check value " + f.checkValue().toHex()).toList());
  }

  private static void attributes(Examination examination, RootKeyFacts facts, Findings findings) {
    boolean allowed = examination.securityConf().keyExtractable();
    try {
      RootKeyPolicy.require(facts, allowed);
    } catch (HsmRejected e) {
      findings.fail(Step.ROOT_KEY_ATTRIBUTES, HsmFailures.toVaultException(e));
      return;
    }
    if (facts.extractable()) {
      findings.warn(
          Step.ROOT_KEY_ATTRIBUTES,
          "CKA_EXTRACTABLE is true, as HSM_KEY_EXTRACTABLE allows: the key may leave the HSM");
    } else {
      findings.pass(
          Step.ROOT_KEY_ATTRIBUTES,
          "%d bits, sensitive, never extractable, made on the token".formatted(facts.bits()));
    }
  }

  private static void wallet(VaultHome home, HsmConnection connection, Findings findings) {
    if (!(WrappedWalletPassword.decode(home.require(HomeFile.HSM_WALLET_PASSWORD))
        instanceof WrappedWalletPassword.UnderHsm underHsm)) {
      findings.fail(
          Step.WALLET_OPENS,
          new VaultException(ErrorCode.WALLET_UNREADABLE, HomeFile.HSM_WALLET_PASSWORD.path()));
      return;
    }
    try {
      Optional<WrappedSecret> wrapped = wrappedHere(underHsm, connection);
      if (wrapped.isEmpty()) {
        findings.fail(
            Step.WALLET_OPENS,
            new VaultException(
                ErrorCode.ROOT_KEY_MISSING,
                "none of the keys on this token wraps the wallet password"));
        return;
      }
      try (SecretBytes password = connection.unwrap(wrapped.get())) {
        open(home, password, "through the HSM", findings);
      }
    } catch (HsmException e) {
      findings.fail(Step.WALLET_OPENS, e);
    }
  }

  private static Optional<WrappedSecret> wrappedHere(
      WrappedWalletPassword.UnderHsm underHsm, HsmConnection connection) throws HsmException {
    return connection.rootKeys().stream()
        .map(facts -> underHsm.find(facts.key(), facts.checkValue()))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static void withoutHsm(Examination examination, Mode mode, Findings findings) {
    Surroundings at = examination.surroundings();
    if (mode != Mode.PASSPHRASE) {
      findings.skip(Step.WALLET_OPENS, "There is no wallet yet, or it is being changed");
      return;
    }
    try (SecretBytes password =
        at.keyFile().openWalletPassword(at.home().require(HomeFile.AUTO_LOGIN))) {
      open(at.home(), password, "with the key file", findings);
    } catch (VaultException e) {
      findings.fail(Step.WALLET_OPENS, e);
    }
  }

  private static void open(VaultHome home, SecretBytes password, String how, Findings findings) {
    Optional<MasterKeyRing> ring = WalletFile.decode(home.require(HomeFile.WALLET), password);
    if (ring.isEmpty()) {
      findings.fail(
          Step.WALLET_OPENS,
          new VaultException(ErrorCode.WALLET_UNREADABLE, HomeFile.WALLET.path()));
      return;
    }
    try (MasterKeyRing opened = ring.get()) {
      findings.pass(
          Step.WALLET_OPENS,
          "It opens %s and holds %d generations of the master key"
              .formatted(how, opened.generations().size()));
    }
  }
}
