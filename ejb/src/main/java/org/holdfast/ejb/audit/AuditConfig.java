package org.holdfast.ejb.audit;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * What an operator configures about the audit trail (MicroProfile Config): {@code
 * holdfast.audit.keep-days}, how old records must be to be purged; 90 days by default, nought lets
 * any be purged.
 */
@ApplicationScoped
class AuditConfig {

  private static final int DEFAULT_KEEP_DAYS = 90;

  /** How old records must be to be purged. */
  Duration keep() {
    int days =
        ConfigProvider.getConfig()
            .getOptionalValue("holdfast.audit.keep-days", Integer.class)
            .orElse(DEFAULT_KEEP_DAYS);
    if (days < 0) {
      throw new IllegalArgumentException("holdfast.audit.keep-days must be 0 or more, not " + days);
    }
    return Duration.ofDays(days);
  }
}
