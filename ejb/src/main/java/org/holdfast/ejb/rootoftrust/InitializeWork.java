package org.holdfast.ejb.rootoftrust;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.home.FilePlan;
import org.holdfast.domain.home.HomeFile;
import org.holdfast.domain.hsm.HsmConnection;
import org.holdfast.domain.hsm.HsmException;
import org.holdfast.domain.hsm.HsmFault;
import org.holdfast.domain.hsm.HsmRejected;
import org.holdfast.domain.hsm.HsmTarget;
import org.holdfast.domain.hsm.KeyRef;
import org.holdfast.domain.hsm.RootKeyFacts;
import org.holdfast.domain.hsm.TokenFacts;
import org.holdfast.domain.rootoftrust.Operation;
import org.holdfast.domain.rootoftrust.OperationKind;
import org.holdfast.domain.rootoftrust.OperationTrace;
import org.holdfast.domain.rootoftrust.OrphanKey;
import org.holdfast.domain.rootoftrust.RootKeyPolicy;
import org.holdfast.domain.rootoftrust.RootOfTrust;
import org.holdfast.domain.rootoftrust.RootOfTrustState;
import org.holdfast.domain.rootoftrust.RootPassport;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.domain.wallet.MasterKeyRing;
import org.holdfast.domain.wallet.RestoreWallet;
import org.holdfast.domain.wallet.StoredCredential;
import org.holdfast.domain.wallet.WalletFile;
import org.holdfast.domain.wallet.WrappedWalletPassword;
import org.holdfast.domain.wallet.WrappedWalletPassword.UnderHsm;
import org.holdfast.domain.wallet.WrappedWalletPassword.UnderPassphrase;
import org.jspecify.annotations.Nullable;

/** Initialize, step by step. */
final class InitializeWork implements RootOfTrustWork {

  private static final int MAX_ATTEMPTS = 3;

  private final WorkTools tools;
  private final String vendorId;
  private final SecretChars credential;
  private final SecretChars passphrase;
  private final @Nullable String tokenLabel;

  private @Nullable HsmTarget target;
  private boolean loggedIn;
  private @Nullable KeyRef key;
  private boolean keyMayExist;
  private @Nullable RootOfTrust rootOfTrust;
  private @Nullable RootPassport passport;
  private @Nullable MasterKeyRing oldRing;
  private @Nullable MasterKeyRing newRing;

  /** The secrets stay the caller's. */
  InitializeWork(
      WorkTools tools,
      String vendorId,
      SecretChars credential,
      SecretChars passphrase,
      @Nullable String tokenLabel) {
    this.tools = tools;
    this.vendorId = vendorId;
    this.credential = credential;
    this.passphrase = passphrase;
    this.tokenLabel = tokenLabel;
  }

  @Override
  public OperationKind kind() {
    return OperationKind.INITIALIZE;
  }

  @Override
  public String vendorId() {
    return vendorId;
  }

  @Override
  public @Nullable String tokenLabel() {
    return tokenLabel;
  }

  @Override
  public @Nullable KeyRef newKey() {
    return key;
  }

  @Override
  public void check(OperationTrace trace) throws HsmException {
    RootOfTrustState state = tools.transactions().load();
    if (!(state instanceof RootOfTrustState.PassphraseProtected)) {
      throw WorkTools.notIn(state, ErrorCode.HSM_MODE_ALREADY);
    }
    HsmTarget wanted = tools.hsmWallet().target(vendorId, tokenLabel);
    target = wanted;
    trace.step("target: " + wanted.describe());
    oldRing = openWithPassphrase();
    trace.step("the recovery passphrase opens the wallet");
    tools.hsm().login(wanted, credential);
    loggedIn = true;
    trace.step("logged in");
    try (HsmConnection connection = tools.hsm().getConnection(wanted)) {
      trace.step("token: " + connection.token());
      destroyOrphans(connection, trace);
      key = new KeyRef(connection.highestKeyNumber() + 1);
    }
  }

  private MasterKeyRing openWithPassphrase() {
    WrappedWalletPassword wrapped =
        WrappedWalletPassword.decode(tools.home().require(HomeFile.PASSPHRASE_WALLET_PASSWORD));
    if (!(wrapped instanceof UnderPassphrase underPassphrase)) {
      throw new VaultException(
          ErrorCode.WALLET_UNREADABLE, HomeFile.PASSPHRASE_WALLET_PASSWORD.path());
    }
    try (SecretBytes walletPassword = underPassphrase.unwrap(passphrase)) {
      return HsmWallet.open(tools.home().require(HomeFile.WALLET), walletPassword);
    }
  }

  private void destroyOrphans(HsmConnection connection, OperationTrace trace) throws HsmException {
    for (OrphanKey orphan : tools.transactions().orphans()) {
      if (orphan.vendorId().equals(vendorId) && Objects.equals(orphan.tokenLabel(), tokenLabel)) {
        connection.destroyRootKey(orphan.key());
        tools.transactions().orphanDestroyed(orphan);
        trace.step("destroyed " + orphan.key() + ", left by operation " + orphan.operation());
      }
    }
  }

  @Override
  public RootOfTrustState begin(RootOfTrustState before, Operation operation) {
    if (before instanceof RootOfTrustState.PassphraseProtected protectedByPassphrase) {
      // Staged before the key is made: the reconciler can log in and destroy the key.
      stageCredential(operation.id());
      return protectedByPassphrase.beginInitialize(operation.id());
    }
    throw WorkTools.notIn(before, ErrorCode.HSM_MODE_ALREADY);
  }

  private void stageCredential(UUID operation) {
    tools.home().stage(operation, Map.of(HomeFile.HSM_CREDENTIAL, sealedCredential()), Set.of());
  }

  private Bytes sealedCredential() {
    try (StoredCredential stored = new StoredCredential(vendorId, tokenLabel, credential)) {
      return tools.keyFile().sealCredential(stored);
    }
  }

  @Override
  public void callHsm(Operation operation, OperationTrace trace) throws HsmException {
    boolean extractable = tools.securityConf().keyExtractable();
    try (HsmConnection connection = connect()) {
      RootKeyFacts facts = createKey(connection, operation, extractable, trace);
      trace.step("made " + facts);
      RootKeyPolicy.require(facts, extractable);
      TokenFacts token = connection.token();
      rootOfTrust =
          new RootOfTrust(vendorId, tokenLabel, token.serial(), facts.key(), facts.checkValue());
      passport = RootPassport.of(facts, token, tools.clock().instant());
    }
  }

  /** Takes the next number when another node that shares the partition was faster. */
  private RootKeyFacts createKey(
      HsmConnection connection, Operation operation, boolean extractable, OperationTrace trace)
      throws HsmException {
    for (int attempt = 1; ; attempt++) {
      KeyRef wanted = requireNonNull(key);
      keyMayExist = true;
      try {
        return connection.createRootKey(wanted, extractable);
      } catch (HsmRejected e) {
        if (e.fault() == HsmFault.KEY_AMBIGUOUS) {
          keyMayExist = false;
        }
        if (keyMayExist || attempt == MAX_ATTEMPTS) {
          throw e;
        }
        trace.step(wanted + " was taken meanwhile");
        key = new KeyRef(Math.max(connection.highestKeyNumber(), wanted.number()) + 1);
        tools.transactions().renumber(operation, key);
      }
    }
  }

  @Override
  public FilePlan stage(Operation operation, OperationTrace trace) throws HsmException {
    RootOfTrust fresh = requireNonNull(rootOfTrust);
    MasterKeyRing ring = requireNonNull(oldRing).withFreshGeneration(tools.random());
    newRing = ring;
    try (SecretBytes walletPassword =
            SecretBytes.random(WrappedWalletPassword.WALLET_PASSWORD_BYTES, tools.random());
        HsmConnection connection = connect()) {
      UnderHsm wrapped = new UnderHsm(connection.wrap(fresh.key(), walletPassword));
      trace.step("wallet password wrapped by " + wrapped.secret().mechanism());
      Bytes restore =
          new RestoreWallet(vendorId, tokenLabel, fresh.tokenSerial(), wrapped)
              .encode(passphrase, tools.random());
      FilePlan plan =
          tools
              .home()
              .stage(
                  operation.id(),
                  Map.of(
                      HomeFile.WALLET,
                      WalletFile.encode(ring, walletPassword),
                      HomeFile.HSM_WALLET_PASSWORD,
                      wrapped.encode(),
                      HomeFile.HSM_CREDENTIAL,
                      sealedCredential(),
                      HomeFile.RESTORE_WALLET,
                      restore,
                      HomeFile.SECURITY_CONF,
                      tools
                          .securityConf()
                          .withHsm(requireNonNull(target).vendor().provider())
                          .encode()),
                  Set.of(HomeFile.PASSPHRASE_WALLET_PASSWORD, HomeFile.AUTO_LOGIN));
      prove(operation.id(), connection, ring, restore);
      return plan;
    }
  }

  private void prove(UUID operation, HsmConnection connection, MasterKeyRing ring, Bytes restore)
      throws HsmException {
    try (MasterKeyRing read =
        HsmWallet.open(
            connection,
            tools.home().requireStaged(operation, HomeFile.HSM_WALLET_PASSWORD),
            tools.home().requireStaged(operation, HomeFile.WALLET))) {
      if (!read.contentEquals(ring)
          || !tools.home().requireStaged(operation, HomeFile.RESTORE_WALLET).equals(restore)) {
        throw new VaultException(ErrorCode.WALLET_UNREADABLE, "the staged wallet");
      }
    }
    tools
        .keyFile()
        .openCredential(tools.home().requireStaged(operation, HomeFile.HSM_CREDENTIAL))
        .close();
  }

  private HsmConnection connect() throws HsmException {
    return tools.hsm().getConnection(requireNonNull(target));
  }

  @Override
  public RootOfTrustState succeed(RootOfTrustState during) {
    if (during instanceof RootOfTrustState.Initializing initializing) {
      return initializing.succeed(requireNonNull(rootOfTrust));
    }
    throw new VaultException(ErrorCode.OPERATION_UNDONE, "state " + during.name());
  }

  @Override
  public void alongsideCommit() {
    tools.passports().save(requireNonNull(rootOfTrust), requireNonNull(passport));
  }

  @Override
  public String auditDetail() {
    RootOfTrust fresh = requireNonNull(rootOfTrust);
    return "%s, token %s (serial %s), %s, check value %s"
        .formatted(
            fresh.vendorId(),
            fresh.tokenLabel() == null ? "without label" : fresh.tokenLabel(),
            fresh.tokenSerial(),
            fresh.key(),
            fresh.checkValue());
  }

  @Override
  public @Nullable MasterKeyRing takeNewRing() {
    MasterKeyRing ring = newRing;
    newRing = null;
    return ring;
  }

  @Override
  public void finished() {
    tools.monitor().reset();
    tools.monitor().found(null);
  }

  @Override
  public @Nullable KeyRef undo(OperationTrace trace) {
    KeyRef left = keyMayExist ? destroyKey(trace) : null;
    if (loggedIn) {
      tools.hsm().forget(requireNonNull(target));
    }
    return left;
  }

  private @Nullable KeyRef destroyKey(OperationTrace trace) {
    KeyRef made = requireNonNull(key);
    try (HsmConnection connection = connect()) {
      connection.destroyRootKey(made);
      trace.step("destroyed " + made);
      return null;
    } catch (HsmException e) {
      trace.failed(e);
      return made;
    }
  }

  @Override
  public void close() {
    if (oldRing != null) {
      oldRing.close();
    }
    if (newRing != null) {
      newRing.close();
    }
  }
}
