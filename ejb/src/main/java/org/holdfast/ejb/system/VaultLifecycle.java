package org.holdfast.ejb.system;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.Timeout;
import jakarta.ejb.Timer;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.node.Database;
import org.holdfast.domain.wallet.Vault;
import org.holdfast.ejb.access.Refusals;
import org.holdfast.ejb.alert.MonitoringSettings;
import org.holdfast.ejb.audit.AuditKeeper;
import org.holdfast.ejb.backup.BackupKeeper;
import org.holdfast.ejb.install.InstallCode;
import org.holdfast.ejb.node.PeriodicTask;
import org.holdfast.ejb.node.SchemaState;
import org.holdfast.ejb.node.SystemMessages;
import org.holdfast.ejb.node.VaultConfig;
import org.holdfast.ejb.object.DataKeyRewrapper;
import org.holdfast.ejb.object.ObjectUpkeep;
import org.holdfast.ejb.rootoftrust.RestoreGate;
import org.holdfast.ejb.rootoftrust.RootOfTrustKeeper;
import org.holdfast.ejb.syslog.SyslogForwarder;
import org.jspecify.annotations.Nullable;

/**
 * Brings the vault up and keeps it up, whatever is away: schema, interrupted operations, opening,
 * checks of the HSM, re-wrapping, backups. Its timer is not persistent, so that the server starts
 * without a database.
 */
@Singleton
@Startup
@PermitAll
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class VaultLifecycle {

  private static final Duration FIRST = Duration.ofMillis(1);
  private static final Duration STEP = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  @Resource private TimerService timers;
  @Inject private Database database;
  @Inject private Vault vault;
  @Inject private VaultConfig config;
  @Inject private Clock clock;
  @Inject private RootOfTrustKeeper rootOfTrust;
  @Inject private InstallCode installCode;
  @Inject private DataKeyRewrapper rewrapper;
  @Inject private ObjectUpkeep upkeep;
  @Inject private BackupKeeper backups;
  @Inject private AuditKeeper audit;
  @Inject private SyslogForwarder syslog;
  @Inject private RestoreGate gate;
  @Inject private MonitoringSettings monitoring;
  @Inject private Refusals refusals;
  @Inject private SchemaState schema;

  private @Nullable ServerSuspension suspension;
  private volatile boolean stopped;
  private final AtomicInteger turns = new AtomicInteger();
  private volatile boolean databaseReady;
  private boolean databaseAway;
  private Duration wait = STEP;
  private Instant nextAttempt = Instant.EPOCH;
  private Instant lastCheck = Instant.EPOCH;

  @PostConstruct
  void start() {
    suspension = ServerSuspension.watch(() -> audit.conclude());
    schedule(FIRST);
  }

  /** Whether the schema is there; false until the database was reached. */
  public boolean databaseReady() {
    return databaseReady;
  }

  @Timeout
  void turn(Timer timer) {
    if (!Integer.valueOf(turns.get()).equals(timer.getInfo())) {
      // The container repeats a timer that failed; the next turn is scheduled already.
      return;
    }
    try {
      step();
    } catch (RuntimeException e) {
      if (!stopped) {
        PeriodicTask.failed(e);
      }
    } finally {
      if (!stopped) {
        schedule(STEP);
      }
    }
  }

  @PreDestroy
  void stop() {
    stopped = true;
    if (suspension != null) {
      suspension.end();
    }
    vault.close(ErrorCode.STARTING, null);
    audit.stop();
  }

  private void step() {
    if (!databaseReady && !prepareDatabase()) {
      return;
    }
    if (clock.instant().isBefore(nextAttempt)) {
      return;
    }
    if (isDatabaseAway()) {
      postpone();
      return;
    }
    keep();
  }

  /** Says so when it goes and when it is back: the container's own messages are left out. */
  private boolean isDatabaseAway() {
    Optional<String> failure = database.failure();
    if (failure.isPresent() && !databaseAway) {
      SystemMessages.LOG.databaseLost(failure.get());
    } else if (failure.isEmpty() && databaseAway) {
      SystemMessages.LOG.databaseBack();
    }
    databaseAway = failure.isPresent();
    return databaseAway;
  }

  private boolean prepareDatabase() {
    try {
      database.migrate();
      databaseReady = true;
      schema.setReady();
      SystemMessages.LOG.databaseReady();
      return true;
    } catch (RuntimeException e) {
      if (vault.status().cause() != ErrorCode.DATABASE_AWAY) {
        SystemMessages.LOG.databaseAway(rootMessage(e));
      }
      vault.close(ErrorCode.DATABASE_AWAY, null);
      return false;
    }
  }

  private void keep() {
    rootOfTrust.settleInterrupted();
    if (!vault.status().open()) {
      rootOfTrust.open();
    }
    if (vault.status().cause() == ErrorCode.NOT_INSTALLED) {
      installCode.announce();
      return;
    }
    if (rootOfTrust.isCheckOwed()
        || !clock.instant().isBefore(lastCheck.plus(monitoring.interval()))) {
      rootOfTrust.check();
      lastCheck = clock.instant();
    }
    audit.turn();
    if (!gate.isRestoring()) {
      syslog.turn();
    }
    if (vault.status().open()) {
      wait = STEP;
      rootOfTrust.keepAlive();
      workOnTables();
    } else {
      // A run that is under way goes on without the vault.
      backups.turn();
      postpone();
    }
  }

  /** Not while a restore replaces them. */
  private void workOnTables() {
    if (!gate.enter()) {
      return;
    }
    try {
      backups.turn();
      rewrapper.turn();
      upkeep.turn();
      refusals.turn();
    } finally {
      gate.leave();
    }
  }

  /** Tries again later, and later each time (B1). */
  private void postpone() {
    nextAttempt = clock.instant().plus(wait);
    Duration longest =
        LONGEST_WAIT.compareTo(config.monitoringInterval()) < 0
            ? LONGEST_WAIT
            : config.monitoringInterval();
    Duration doubled = wait.multipliedBy(2);
    wait = doubled.compareTo(longest) < 0 ? doubled : longest;
  }

  private void schedule(Duration delay) {

    timers.createSingleActionTimer(
        delay.toMillis(), new TimerConfig(turns.incrementAndGet(), false));
  }

  private static String rootMessage(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
  }
}
