package org.holdfast.ejb.system;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.Optional;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.node.Database;
import org.holdfast.domain.wallet.Vault;
import org.holdfast.ejb.node.VaultConfig;
import org.holdfast.ejb.rootoftrust.RestoreGate;
import org.holdfast.ejb.rootoftrust.RootOfTrustKeeper;

/** Says how the vault is; answers whatever is away. */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SystemStatus {

  @Inject private VaultConfig config;
  @Inject private Vault vault;
  @Inject private Database database;
  @Inject private VaultLifecycle lifecycle;
  @Inject private RootOfTrustKeeper rootOfTrust;
  @Inject private RestoreGate gate;

  public SystemView current() {
    boolean reachable = lifecycle.databaseReady() && database.answers();
    Optional<String> state = reachable ? rootOfTrust.stateName() : rootOfTrust.lastStateName();
    Vault.Status status = vault.status();
    boolean restoring = gate.isRestoring();
    return new SystemView(
        config.version(),
        state.map(RootOfTrustKeeper::isInstalled).orElse(null),
        state.orElse(null),
        status.open() && !restoring,
        restoring ? ErrorCode.RESTORE_RUNNING : status.cause(),
        status.since(),
        reachable);
  }
}
