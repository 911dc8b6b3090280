package org.holdfast.ejb.rootoftrust;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.home.FilePlan;
import org.holdfast.domain.rootoftrust.Operation;
import org.holdfast.domain.rootoftrust.OperationKind;
import org.holdfast.domain.rootoftrust.OperationTrace;
import org.holdfast.domain.rootoftrust.RootOfTrustState;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.domain.wallet.MasterKeyRing;
import org.jspecify.annotations.Nullable;

/** The Root of Trust's part of post-install: the first wallet, under the recovery passphrase. */
@ApplicationScoped
public class InstallRootOfTrust {

  @Inject private OperationRunner runner;
  @Inject private WorkTools tools;

  /**
   * Makes the wallet and opens the vault.
   *
   * @param alongside what else is part of the commit
   */
  public void install(String actor, SecretChars passphrase, Runnable alongside) {
    runner.run(actor, new Work(tools, passphrase, alongside));
  }

  private static final class Work implements RootOfTrustWork {

    private final WorkTools tools;
    private final SecretChars passphrase;
    private final Runnable alongside;
    private @Nullable MasterKeyRing ring;

    Work(WorkTools tools, SecretChars passphrase, Runnable alongside) {
      this.tools = tools;
      this.passphrase = passphrase;
      this.alongside = alongside;
    }

    @Override
    public OperationKind kind() {
      return OperationKind.POST_INSTALL;
    }

    @Override
    public void check(OperationTrace trace) {
      requireNotInstalled(tools.transactions().load());
    }

    @Override
    public FilePlan stage(Operation operation, OperationTrace trace) {
      MasterKeyRing first = MasterKeyRing.create(tools.random());
      ring = first;
      FilePlan plan =
          tools
              .home()
              .stage(operation.id(), PassphraseFiles.encode(tools, first, passphrase), Set.of());
      PassphraseFiles.prove(tools, operation.id(), first, passphrase);
      return plan;
    }

    @Override
    public RootOfTrustState succeed(RootOfTrustState during) {
      return requireNotInstalled(during).install();
    }

    @Override
    public void alongsideCommit() {
      alongside.run();
    }

    @Override
    public String auditDetail() {
      return "the recovery passphrase protects the wallet";
    }

    @Override
    public @Nullable MasterKeyRing takeNewRing() {
      MasterKeyRing first = ring;
      ring = null;
      return first;
    }

    @Override
    public void close() {
      if (ring != null) {
        ring.close();
      }
    }

    private static RootOfTrustState.NotInstalled requireNotInstalled(RootOfTrustState state) {
      if (state instanceof RootOfTrustState.NotInstalled notInstalled) {
        return notInstalled;
      }
      throw new VaultException(ErrorCode.ALREADY_INSTALLED);
    }
  }
}
