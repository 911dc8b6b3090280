package org.holdfast.ejb.alert;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.holdfast.domain.alert.AlertSettings;
import org.holdfast.ejb.node.VaultConfig;
import org.jspecify.annotations.Nullable;

/** The settings of Configure Alerts as they were read last, for while the database is away. */
@ApplicationScoped
public class MonitoringSettings {

  @Inject private AlertTransactions transactions;
  @Inject private VaultConfig config;

  private volatile @Nullable AlertSettings read;

  /** Those in force. */
  public AlertSettings current() {
    AlertSettings known = read;
    return known == null ? AlertSettings.initial(config.monitoringInterval()) : known;
  }

  /** Time between two checks (S80). */
  public Duration interval() {
    return current().interval();
  }

  /** Reads them anew. */
  AlertSettings refresh() {
    read = transactions.settings().orElse(null);
    return current();
  }
}
