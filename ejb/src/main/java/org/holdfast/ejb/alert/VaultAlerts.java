package org.holdfast.ejb.alert;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.holdfast.domain.alert.AlertKind;
import org.holdfast.domain.alert.AlertSettings;
import org.holdfast.domain.alert.AlertSource;
import org.holdfast.domain.alert.Finding;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.node.Database;
import org.holdfast.domain.wallet.Vault;

/** Whether the vault is open and its database there. */
@ApplicationScoped
class VaultAlerts implements AlertSource {

  /** Those that pass by themselves, or are somebody else's alert. */
  private static final Set<ErrorCode> NO_ALERT =
      EnumSet.of(
          ErrorCode.STARTING,
          ErrorCode.NOT_INSTALLED,
          ErrorCode.DATABASE_AWAY,
          ErrorCode.RESTORE_RUNNING);

  @Inject private Vault vault;
  @Inject private Database database;

  @Override
  public Set<AlertKind> kinds() {
    return Set.of(AlertKind.VAULT_CLOSED, AlertKind.DATABASE);
  }

  @Override
  public Optional<List<Finding>> findings(AlertSettings settings) {
    List<Finding> found = new ArrayList<>();
    Vault.Status status = vault.status();
    ErrorCode cause = status.cause();
    if (!status.open() && cause != null && !NO_ALERT.contains(cause)) {
      found.add(
          Finding.of(
              AlertKind.VAULT_CLOSED,
              "vault",
              cause,
              Objects.requireNonNullElse(status.detail(), "")));
    }
    if (!database.answers()) {
      found.add(
          Finding.of(
              AlertKind.DATABASE, "database", ErrorCode.DATABASE_AWAY, "it does not answer"));
    }
    return Optional.of(found);
  }
}
