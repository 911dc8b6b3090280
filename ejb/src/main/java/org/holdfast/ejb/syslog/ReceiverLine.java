package org.holdfast.ejb.syslog;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.holdfast.domain.audit.chain.AuditRow;
import org.holdfast.domain.audit.chain.Seal;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.syslog.AuditMessage;
import org.holdfast.domain.syslog.SyslogFormat;
import org.holdfast.domain.syslog.SyslogMessage;
import org.holdfast.domain.syslog.SyslogReceiver;
import org.holdfast.ejb.audit.AuditMessages;
import org.holdfast.ejb.error.Failures;
import org.jspecify.annotations.Nullable;

/**
 * Sends to one receiver. Syslog knows no acknowledgement, and what was written to a connection may
 * be lost with it. So what was sent counts as taken only when the receiver's machine has
 * acknowledged it, and the connection has lasted for some seconds after it was written; until then
 * it is sent again on the next one. Nothing is lost, and some messages come twice. One thread runs
 * it at a time; the rest is safe for use by many.
 */
final class ReceiverLine {

  /** How long a connection must have lasted after a message. */
  private static final Duration SETTLES = Duration.ofSeconds(10);

  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  /** A write, or a wait for an acknowledgement, that takes longer meets nobody who reads. */
  private static final Duration STUCK = Duration.ofSeconds(60);

  /** Short messages that are kept in memory. */
  private static final int MOST_WAITING = 1_000;

  private static final int SEGMENTS = 10;

  /** Up to which byte of the connection it goes, and when it was written. */
  private record Sent(long position, @Nullable SyslogMessage message, long end, Instant at) {}

  private final SyslogReceiver receiver;
  private final SyslogTransactions transactions;
  private final SyslogFormat format;
  private final Clock clock;
  private final Deque<SyslogMessage> waiting = new ArrayDeque<>();
  private final Deque<Sent> unsettled = new ArrayDeque<>();
  private long confirmed;
  private long sent;
  private volatile @Nullable SyslogConnection connection;
  private volatile @Nullable Instant writingSince;
  private volatile @Nullable VaultException failure;
  private volatile @Nullable Instant lastSent;
  private volatile long sentUpTo;
  private volatile boolean givenUp;
  private volatile boolean ended;
  private long acknowledged;
  private Instant progressAt = Instant.EPOCH;
  private Duration wait = FIRST_WAIT;
  private Instant nextAttempt = Instant.EPOCH;

  ReceiverLine(
      SyslogReceiver receiver,
      long position,
      SyslogTransactions transactions,
      SyslogFormat format,
      Clock clock) {
    this.receiver = receiver;
    this.confirmed = position;
    this.sent = position;
    this.sentUpTo = position;
    this.transactions = transactions;
    this.format = format;
    this.clock = clock;
  }

  SyslogReceiver receiver() {
    return receiver;
  }

  /** Why it does not go on; null while it does. */
  @Nullable VaultException failure() {
    return failure;
  }

  /** When something was sent last since the start. */
  @Nullable Instant lastSent() {
    return lastSent;
  }

  /** Up to which segment all was sent, though some of it may be sent again. */
  long sentUpTo() {
    return sentUpTo;
  }

  /** Keeps a message for the next run; the oldest goes if there are too many. */
  void offer(SyslogMessage message) {
    synchronized (waiting) {
      if (waiting.size() == MOST_WAITING) {
        waiting.removeFirst();
      }
      waiting.addLast(message);
    }
  }

  /** Sends what there is to send. */
  void run() {
    if (ended || clock.instant().isBefore(nextAttempt)) {
      return;
    }
    try {
      SyslogConnection open = connected();
      settle(open);
      sendShort(open);
      sendSegments(open);
      good();
    } catch (IOException e) {
      failed(SyslogConnection.failure(receiver, givenUp ? tookNothing() : e));
    } catch (RuntimeException e) {
      failed(Failures.toVaultException(e));
    }
  }

  /** Ends this line: it sends no more, and notes no more. */
  void end() {
    ended = true;
    hangUp();
  }

  /** Hangs up on a receiver that does not read; the run then ends with a failure. */
  void watch() {
    Instant since = writingSince;
    if (since != null && since.plus(STUCK).isBefore(clock.instant())) {
      givenUp = true;
      hangUp();
    }
  }

  private void hangUp() {
    SyslogConnection open = connection;
    if (open != null) {
      open.close();
    }
  }

  private SyslogConnection connected() {
    SyslogConnection open = connection;
    if (open == null) {
      open = SyslogConnection.open(receiver);
      connection = open;
      givenUp = false;
      acknowledged = 0;
      progressAt = clock.instant();
    }
    return open;
  }

  private void settle(SyslogConnection open) throws IOException {
    if (unsettled.isEmpty()) {
      open.requireOpen(Duration.ofMillis(1));
      progressAt = clock.instant();
      acknowledged = open.acknowledged();
      return;
    }
    Instant now = clock.instant();
    Instant until = now.minus(SETTLES);
    long taken = open.acknowledged();
    // Asked after clock and acknowledgements: nobody hung up before that time.
    open.requireOpen(Duration.ofMillis(1));
    long settled = confirmed;
    while (!unsettled.isEmpty()
        && unsettled.getFirst().end() <= taken
        && !unsettled.getFirst().at().isAfter(until)) {
      settled = Math.max(settled, unsettled.removeFirst().position());
    }
    requireProgress(taken, taken == open.written(), now);
    if (settled > confirmed && !ended) {
      transactions.sent(receiver.id(), settled);
      confirmed = settled;
    }
  }

  /** TCP alone would notice a machine that is gone after a quarter of an hour. */
  private void requireProgress(long taken, boolean isAll, Instant now) throws IOException {
    if (isAll || taken > acknowledged) {
      progressAt = now;
    } else if (progressAt.plus(STUCK).isBefore(now)) {
      throw tookNothing();
    }
    acknowledged = taken;
  }

  private static IOException tookNothing() {
    return new IOException(
        "the receiver has taken nothing for %d seconds".formatted(STUCK.toSeconds()));
  }

  private void sendShort(SyslogConnection open) throws IOException {
    for (SyslogMessage next = peek(); next != null; next = peek()) {
      write(open, format.frame(next));
      synchronized (waiting) {
        waiting.removeFirstOccurrence(next);
      }
      unsettled.addLast(new Sent(0, next, open.written(), clock.instant()));
    }
  }

  private @Nullable SyslogMessage peek() {
    synchronized (waiting) {
      return waiting.peekFirst();
    }
  }

  private void sendSegments(SyslogConnection open) throws IOException {
    List<Seal> seals = transactions.after(sent, SEGMENTS);
    while (!seals.isEmpty() && !ended) {
      for (Seal seal : seals) {
        for (AuditRow row : transactions.rows(seal)) {
          write(open, format.frame(AuditMessage.of(row, seal.position())));
        }
        sent = seal.position();
        sentUpTo = sent;
        unsettled.addLast(new Sent(sent, null, open.written(), clock.instant()));
      }
      settle(open);
      seals = transactions.after(sent, SEGMENTS);
    }
  }

  private void write(SyslogConnection open, byte[] frame) throws IOException {
    writingSince = clock.instant();
    try {
      open.write(frame);
      lastSent = clock.instant();
    } finally {
      writingSince = null;
    }
  }

  private void good() {
    if (failure != null) {
      AuditMessages.LOG.receiverBack(receiver.describe());
    }
    failure = null;
    wait = FIRST_WAIT;
  }

  private void failed(VaultException cause) {
    hangUp();
    connection = null;
    sent = confirmed;
    sentUpTo = confirmed;
    sendAgain();
    if (failure == null && !ended) {
      AuditMessages.LOG.receiverAway(
          receiver.describe(), cause.code().id(), String.valueOf(cause.getMessage()));
    }
    failure = cause;
    nextAttempt = clock.instant().plus(wait);
    Duration doubled = wait.multipliedBy(2);
    wait = doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
  }

  private void sendAgain() {
    List<SyslogMessage> again = new ArrayList<>();
    unsettled.forEach(
        each -> {
          if (each.message() != null) {
            again.add(each.message());
          }
        });
    unsettled.clear();
    synchronized (waiting) {
      for (int i = again.size() - 1; i >= 0 && waiting.size() < MOST_WAITING; i--) {
        waiting.addFirst(again.get(i));
      }
    }
  }
}
