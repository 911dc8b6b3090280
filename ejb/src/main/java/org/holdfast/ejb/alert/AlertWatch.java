package org.holdfast.ejb.alert;

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
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.wallet.Vault;
import org.holdfast.ejb.mail.MailOutbox;
import org.holdfast.ejb.node.DatabaseOutage;
import org.holdfast.ejb.rootoftrust.RestoreGate;
import org.holdfast.ejb.rootoftrust.RootOfTrustKeeper;
import org.jspecify.annotations.Nullable;

/**
 * Turns the monitoring at its interval (S80), and at once when the vault, the HSM's arrow or the
 * settings of alerts have changed. Its timer is its own, so that it goes on whatever the vault's
 * other work waits for, and not persistent (ADR 0015): in a cluster each node looks after itself.
 */
@Singleton
@Startup
@PermitAll
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class AlertWatch {

  private static final Duration STEP = Duration.ofSeconds(1);
  private static final Set<ErrorCode> TOO_EARLY =
      EnumSet.of(ErrorCode.STARTING, ErrorCode.NOT_INSTALLED);

  @Resource private TimerService timers;
  @Inject private Monitoring monitoring;
  @Inject private MonitoringSettings settings;
  @Inject private MailOutbox mail;
  @Inject private Vault vault;
  @Inject private RootOfTrustKeeper rootOfTrust;
  @Inject private RestoreGate gate;
  @Inject private Clock clock;

  private volatile boolean stopped;
  private final AtomicInteger turns = new AtomicInteger();
  private Instant looked = Instant.EPOCH;
  private @Nullable String last;

  @PostConstruct
  void start() {
    schedule();
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
      if (!stopped && !DatabaseOutage.isCauseOf(e)) {
        AlertMessages.LOG.monitoringFailed(e);
      }
    } finally {
      if (!stopped) {
        schedule();
      }
    }
  }

  @PreDestroy
  void stop() {
    stopped = true;
  }

  /** A restore replaces tables: the monitoring waits for it. */
  private void step() {
    Vault.Status status = vault.status();
    if (status.cause() != null && TOO_EARLY.contains(status.cause())) {
      return;
    }
    if (gate.enter()) {
      try {
        look(status);
      } finally {
        gate.leave();
      }
    }
    mail.turn();
  }

  private void look(Vault.Status status) {
    String now =
        status.cause() + " " + rootOfTrust.lastOutcome() + " " + settings.current().revision();
    if (!clock.instant().isBefore(looked.plus(settings.interval())) || !now.equals(last)) {
      looked = clock.instant();
      last = now;
      monitoring.turn();
    }
  }

  private void schedule() {
    timers.createSingleActionTimer(
        STEP.toMillis(), new TimerConfig(turns.incrementAndGet(), false));
  }
}
