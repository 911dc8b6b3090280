package org.holdfast.ejb.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micrometer.registry.otlp.OtlpConfig;
import io.micrometer.registry.otlp.OtlpMeterRegistry;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import org.holdfast.domain.alert.AlertKind;
import org.holdfast.domain.audit.AuditOperation;
import org.holdfast.domain.audit.AuditOutcome;
import org.holdfast.domain.object.ObjectState;
import org.holdfast.domain.wallet.Vault;
import org.holdfast.ejb.access.VaultCertificates;
import org.holdfast.ejb.alert.Monitoring;
import org.holdfast.ejb.node.PoolFigures;
import org.holdfast.ejb.rootoftrust.RootOfTrustKeeper;
import org.jspecify.annotations.Nullable;

/** All meters of the vault, by Micrometer; {@code docs/runbooks/metrics.md} lists them. */
@ApplicationScoped
public class Meters {

  private static final String PREFIX = "holdfast.";

  @Inject private MetricsConfig config;
  @Inject private Vault vault;
  @Inject private RootOfTrustKeeper rootOfTrust;
  @Inject private Monitoring monitoring;
  @Inject private PoolFigures pools;
  @Inject private VaultFigures figures;

  private final PrometheusMeterRegistry prometheus =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final CompositeMeterRegistry all = new CompositeMeterRegistry();

  // A registry finds its meter by all of its texts, for each call.
  private final Map<Operation, Counter> operations = new ConcurrentHashMap<>();
  private final Map<Request, Timer> requests = new ConcurrentHashMap<>();

  private record Operation(AuditOperation operation, AuditOutcome outcome) {}

  private record Request(String method, String path, int status) {}

  @PostConstruct
  void start() {
    all.add(prometheus);
    config
        .otlpEndpoint()
        .ifPresent(
            endpoint -> {
              all.add(
                  new OtlpMeterRegistry(
                      otlp(endpoint, config.otlpInterval()),
                      io.micrometer.core.instrument.Clock.SYSTEM));
              MetricsMessages.LOG.pushing(endpoint);
            });
    bindVault();
    bindPools();
    bindJvm(all);
  }

  @PreDestroy
  void stop() {
    all.close();
    prometheus.close();
  }

  /** All meters now, in the text format of that media type. */
  String scrape(String mediaType) {
    return prometheus.scrape(mediaType);
  }

  /** Counts an audit record. */
  void count(AuditOperation operation, AuditOutcome outcome) {
    operations
        .computeIfAbsent(
            new Operation(operation, outcome),
            counted ->
                Counter.builder(PREFIX + "operations")
                    .description("Audit records since the start, by operation and outcome")
                    .tag("operation", operation.name())
                    .tag("outcome", outcome.name())
                    .register(all))
        .increment();
  }

  /**
   * Counts a REST call with the time that it took.
   *
   * @param path template, such as {@code /objects/{id}}: no identifiers, as each is a time series
   */
  public void request(String method, String path, int status, Duration time) {
    requests
        .computeIfAbsent(
            new Request(method, path, status),
            timed ->
                Timer.builder(PREFIX + "rest.requests")
                    .description("REST calls")
                    .tag("method", method)
                    .tag("path", path)
                    .tag("status", Integer.toString(status))
                    .serviceLevelObjectives(
                        Duration.ofMillis(5),
                        Duration.ofMillis(20),
                        Duration.ofMillis(100),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(2))
                    .register(all))
        .record(time);
  }

  private void bindVault() {
    gauge("vault.open", "1 while the vault is open", () -> vault.status().open() ? 1 : 0);
    gauge(
        "database.up", "1 while the database answers", () -> figures.isDatabaseReachable() ? 1 : 0);
    gauge(
        "hsm.up",
        "1 if the HSM was good at the last check; NaN without HSM mode",
        () -> rootOfTrust.isHsmUp().map(up -> up ? 1.0 : 0.0).orElse(Double.NaN));
    gauge(
        "backup.last.success.timestamp.seconds",
        "When the last good backup was made, in seconds since 1970",
        figures::lastBackup);
    for (AlertKind kind : AlertKind.values()) {
      Gauge.builder(PREFIX + "alerts", monitoring, open -> open(open, kind))
          .description("Alerts that last, acknowledged or not")
          .tag("kind", kind.name())
          .register(all);
    }
    for (ObjectState state : ObjectState.values()) {
      Gauge.builder(PREFIX + "objects", figures, known -> known.objects(state))
          .description("Security objects")
          .tag("state", state.name())
          .register(all);
    }
    for (String name : VaultCertificates.NAMES) {
      Gauge.builder(
              PREFIX + "certificate.expiry.timestamp.seconds", figures, known -> known.end(name))
          .description("When a certificate of the vault's own ends, in seconds since 1970")
          .tag("certificate", name.replace(' ', '-').toLowerCase(Locale.ROOT))
          .register(all);
    }
  }

  private static double open(Monitoring open, AlertKind kind) {
    return open.open().stream().filter(alert -> alert.finding().kind() == kind).count();
  }

  private void bindPools() {
    pool(
        "database",
        "used",
        () ->
            pools.database().map(PoolFigures.Pool::used).map(Long::doubleValue).orElse(Double.NaN));
    pool(
        "database",
        "free",
        () ->
            pools.database().map(PoolFigures.Pool::free).map(Long::doubleValue).orElse(Double.NaN));
    pool(
        "hsm",
        "used",
        () -> pools.hsm().map(PoolFigures.Pool::used).map(Long::doubleValue).orElse(Double.NaN));
    pool(
        "hsm",
        "free",
        () -> pools.hsm().map(PoolFigures.Pool::free).map(Long::doubleValue).orElse(Double.NaN));
  }

  private void pool(String name, String which, DoubleSupplier value) {
    Gauge.builder(PREFIX + "pool.connections", value::getAsDouble)
        .description("Connections of a pool: given out, and still to be had")
        .tag("pool", name)
        .tag("state", which)
        .register(all);
  }

  private static void bindJvm(MeterRegistry registry) {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
  }

  private void gauge(String name, String description, DoubleSupplier value) {
    Gauge.builder(PREFIX + name, value::getAsDouble).description(description).register(all);
  }

  /** Null where the environment says what this is called, as OpenTelemetry specifies. */
  private static @Nullable String serviceName() {
    return System.getenv("OTEL_SERVICE_NAME") == null
            && System.getenv("OTEL_RESOURCE_ATTRIBUTES") == null
        ? "service.name=holdfast"
        : null;
  }

  private static OtlpConfig otlp(String endpoint, Duration interval) {
    return key ->
        switch (key) {
          case "otlp.url" -> endpoint;
          case "otlp.step" -> interval.toString();
          case "otlp.resourceAttributes" -> serviceName();
          default -> null;
        };
  }
}
