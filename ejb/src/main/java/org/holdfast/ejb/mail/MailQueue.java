package org.holdfast.ejb.mail;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.jspecify.annotations.Nullable;

/**
 * Mails that wait, in memory: at most {@link #MOST}, each for a day. They are sent on a thread of
 * their own, in their order; while the server does not take them they are tried again, later each
 * time, every five minutes at last.
 */
final class MailQueue {

  /** How many mails wait at most; the oldest makes room. */
  static final int MOST = 500;

  private static final Duration FIRST_WAIT = Duration.ofSeconds(5);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
  private static final Duration LONGEST_LIFE = Duration.ofDays(1);

  private final Consumer<Mail> sender;
  private final Executor threads;
  private final Clock clock;
  private final Deque<Mail> waiting = new ArrayDeque<>();
  private boolean sending;
  private Duration wait = FIRST_WAIT;
  private Instant next = Instant.EPOCH;
  private @Nullable VaultException failure;

  /**
   * @param sender hands a mail to the server; throws {@link VaultException}
   * @param threads run it, one at a time
   */
  MailQueue(Consumer<Mail> sender, Executor threads, Clock clock) {
    this.sender = sender;
    this.threads = threads;
    this.clock = clock;
  }

  /** Puts a mail in the queue; returns at once. */
  synchronized void offer(Mail mail) {
    if (waiting.size() == MOST) {
      MailMessages.LOG.dropped(waiting.removeFirst().subject(), "too many mails wait");
    }
    waiting.add(mail);
  }

  /** Begins to send if it is time; returns at once. */
  synchronized void turn() {
    if (!sending && !waiting.isEmpty() && !clock.instant().isBefore(next)) {
      sending = true;
      boolean started = false;
      try {
        threads.execute(this::send);
        started = true;
      } finally {
        sending = sending && started;
      }
    }
  }

  /** Tries again at once: the settings have changed. */
  synchronized void retry() {
    next = Instant.EPOCH;
    wait = FIRST_WAIT;
  }

  /** Why the last attempt failed; empty if it succeeded. */
  synchronized Optional<VaultException> failure() {
    return Optional.ofNullable(failure);
  }

  private void send() {
    try {
      Mail mail = head();
      while (mail != null && trySend(mail)) {
        mail = head();
      }
    } finally {
      synchronized (this) {
        sending = false;
      }
    }
  }

  private synchronized @Nullable Mail head() {
    Mail mail = waiting.peek();
    while (mail != null && mail.made().plus(LONGEST_LIFE).isBefore(clock.instant())) {
      MailMessages.LOG.dropped(mail.subject(), "it could not be sent for a day");
      waiting.remove();
      mail = waiting.peek();
    }
    return mail;
  }

  private boolean trySend(Mail mail) {
    try {
      sender.accept(mail);
      sent(mail);
      return true;
    } catch (VaultException e) {
      return failed(mail, e);
    } catch (RuntimeException e) {
      return failed(
          mail, new VaultException(ErrorCode.MAIL_NOT_TAKEN, e.getClass().getSimpleName(), e));
    }
  }

  private synchronized void sent(Mail mail) {
    waiting.remove(mail);
    if (failure != null) {
      MailMessages.LOG.sentAgain();
    }
    failure = null;
    retry();
  }

  private synchronized boolean failed(Mail mail, VaultException cause) {
    if (failure == null || failure.code() != cause.code()) {
      MailMessages.LOG.notSent(
          cause.code().id(), String.valueOf(cause.getMessage()), cause.code().cure());
    }
    failure = cause;
    if (cause.code() == ErrorCode.MAIL_NOT_TAKEN && waiting.size() > 1 && waiting.remove(mail)) {
      // It may be this one alone: the others have their turn first.
      waiting.add(mail);
    }
    next = clock.instant().plus(wait);
    Duration doubled = wait.multipliedBy(2);
    wait = doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
    return false;
  }
}
