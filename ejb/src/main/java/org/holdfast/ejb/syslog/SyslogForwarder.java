package org.holdfast.ejb.syslog;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.holdfast.domain.syslog.SyslogFormat;
import org.holdfast.domain.syslog.SyslogMessage;
import org.holdfast.domain.syslog.SyslogOutbox;
import org.holdfast.domain.syslog.SyslogReceivers;
import org.holdfast.ejb.audit.AuditThreads;
import org.holdfast.ejb.rootoftrust.VaultRestored;

/**
 * Forwards the audit trail, segment by segment, to each syslog receiver; and short messages beside
 * it. Each receiver has a thread while there is something to send, so none waits for another.
 */
@ApplicationScoped
public class SyslogForwarder implements SyslogOutbox {

  /** Messages that wait for the receivers to be known. */
  private static final int MOST_EARLY = 1_000;

  @Inject private SyslogTransactions transactions;
  @Inject private AuditThreads threads;
  @Inject private Clock clock;

  private final Map<UUID, ReceiverLine> lines = new LinkedHashMap<>();
  private final Map<UUID, Boolean> running = new ConcurrentHashMap<>();
  private final List<SyslogMessage> early = new ArrayList<>();
  private volatile boolean stale = true;

  /** Begins what there is to do; returns at once. */
  public synchronized void turn() {
    if (stale) {
      reload();
    }
    for (ReceiverLine line : lines.values()) {
      line.watch();
      start(line);
    }
  }

  @Override
  public synchronized void offer(SyslogMessage message) {
    if (stale && early.size() < MOST_EARLY) {
      early.add(message);
    } else {
      lines.values().forEach(line -> line.offer(message));
    }
  }

  /** The receivers are others from now on. */
  void changed() {
    stale = true;
  }

  /** The line to a receiver; empty if it was not begun yet. */
  synchronized Optional<ReceiverLine> line(UUID receiver) {
    return Optional.ofNullable(lines.get(receiver));
  }

  /** How messages are written. */
  static SyslogFormat format() {
    return new SyslogFormat(hostName(), Long.toString(ProcessHandle.current().pid()));
  }

  synchronized void onRestore(@Observes VaultRestored restored) {
    lines.values().forEach(ReceiverLine::end);
    lines.clear();
    transactions.limit();
    stale = true;
  }

  @PreDestroy
  synchronized void stop() {
    lines.values().forEach(ReceiverLine::end);
    lines.clear();
  }

  private void reload() {
    Map<UUID, ReceiverLine> before = new LinkedHashMap<>(lines);
    lines.clear();
    for (SyslogReceivers.Line each : transactions.list()) {
      UUID id = each.receiver().id();
      ReceiverLine known = before.get(id);
      if (known != null && known.receiver().equals(each.receiver())) {
        lines.put(id, before.remove(id));
      } else {
        lines.put(
            id, new ReceiverLine(each.receiver(), each.position(), transactions, format(), clock));
      }
    }
    before.values().forEach(ReceiverLine::end);
    stale = false;
    early.forEach(message -> lines.values().forEach(line -> line.offer(message)));
    early.clear();
  }

  private void start(ReceiverLine line) {
    UUID id = line.receiver().id();
    if (running.putIfAbsent(id, true) != null) {
      return;
    }
    boolean started = false;
    try {
      started =
          threads.start(
              () -> {
                try {
                  line.run();
                } finally {
                  running.remove(id);
                }
              });
    } finally {
      if (!started) {
        running.remove(id);
      }
    }
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "";
    }
  }
}
