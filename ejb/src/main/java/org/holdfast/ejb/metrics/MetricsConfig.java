package org.holdfast.ejb.metrics;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/**
 * What an operator configures about metrics, read once at start: {@code
 * holdfast.metrics.token-file}, a file that holds the token of a scraper, and {@code
 * holdfast.otlp.endpoint}, an address such as {@code http://collector:4318/v1/metrics}, and {@code
 * holdfast.otlp.interval-seconds}, how often to push there: 1 to 3600, 60 if it is not given.
 */
@ApplicationScoped
class MetricsConfig {

  private static final int MOST_SECONDS = 3600;

  private @Nullable Path tokenFile;
  private @Nullable String otlpEndpoint;
  private Duration otlpInterval = Duration.ofMinutes(1);

  @PostConstruct
  void read() {
    Config config = ConfigProvider.getConfig();
    tokenFile =
        config
            .getOptionalValue("holdfast.metrics.token-file", String.class)
            .map(Path::of)
            .orElse(null);
    otlpEndpoint = config.getOptionalValue("holdfast.otlp.endpoint", String.class).orElse(null);
    config
        .getOptionalValue("holdfast.otlp.interval-seconds", Integer.class)
        .map(seconds -> Duration.ofSeconds(Math.max(1, Math.min(MOST_SECONDS, seconds))))
        .ifPresent(given -> otlpInterval = given);
  }

  /** Empty if scrapers sign in as users alone. */
  Optional<Path> tokenFile() {
    return Optional.ofNullable(tokenFile);
  }

  /** How often to push. */
  Duration otlpInterval() {
    return otlpInterval;
  }

  /** Empty if nothing is pushed. */
  Optional<String> otlpEndpoint() {
    return Optional.ofNullable(otlpEndpoint);
  }
}
