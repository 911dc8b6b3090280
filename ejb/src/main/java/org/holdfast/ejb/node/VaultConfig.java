package org.holdfast.ejb.node;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.holdfast.domain.home.VaultHome;

/**
 * What an operator configures, read once at start (MicroProfile Config).
 *
 * @param home {@code holdfast.home}: the home folder
 * @param keyFile {@code holdfast.key.file}: opens the stored credential; by default in the home
 * @param monitoringInterval {@code holdfast.monitoring.interval}: seconds between two checks of the
 *     HSM; five minutes by default (S80)
 * @param version {@code holdfast.version}
 * @param haltAt {@code holdfast.halt-at}: for crash tests, the operation step at which the process
 *     dies as if killed, such as {@code INITIALIZE:STAGED}
 * @param proveInterval {@code holdfast.backup.prove-hours}: how often the last backup is proved by
 *     a test restore, if it has not been; a day by default; nought is never
 * @param keyRest {@code holdfast.ledger.rest-seconds}: how long a key that went out of force is not
 *     destroyed, whatever is counted; ten minutes by default, longer than any transaction lasts
 */
public record VaultConfig(
    Path home,
    Path keyFile,
    Duration monitoringInterval,
    String version,
    Optional<String> haltAt,
    Duration proveInterval,
    Duration keyRest) {

  private static final int DEFAULT_INTERVAL_SECONDS = 300;
  private static final int DEFAULT_PROVE_HOURS = 24;
  private static final int DEFAULT_REST_SECONDS = 600;

  static VaultConfig from(Config config) {
    Path home = Path.of(config.getValue("holdfast.home", String.class));
    int interval =
        config
            .getOptionalValue("holdfast.monitoring.interval", Integer.class)
            .orElse(DEFAULT_INTERVAL_SECONDS);
    if (interval < 1) {
      throw new IllegalArgumentException(
          "holdfast.monitoring.interval must be at least 1 second, not " + interval);
    }
    return new VaultConfig(
        home,
        config
            .getOptionalValue("holdfast.key.file", String.class)
            .map(Path::of)
            .orElseGet(() -> new VaultHome(home).defaultKeyFile()),
        Duration.ofSeconds(interval),
        config.getOptionalValue("holdfast.version", String.class).orElse("development"),
        config.getOptionalValue("holdfast.halt-at", String.class),
        proveInterval(config),
        keyRest(config));
  }

  private static Duration keyRest(Config config) {
    int seconds =
        config
            .getOptionalValue("holdfast.ledger.rest-seconds", Integer.class)
            .orElse(DEFAULT_REST_SECONDS);
    if (seconds < 0) {
      throw new IllegalArgumentException(
          "holdfast.ledger.rest-seconds must be 0 or more, not " + seconds);
    }
    return Duration.ofSeconds(seconds);
  }

  private static Duration proveInterval(Config config) {
    int hours =
        config
            .getOptionalValue("holdfast.backup.prove-hours", Integer.class)
            .orElse(DEFAULT_PROVE_HOURS);
    if (hours < 0) {
      throw new IllegalArgumentException(
          "holdfast.backup.prove-hours must be 0 or more, not " + hours);
    }
    return Duration.ofHours(hours);
  }
}
