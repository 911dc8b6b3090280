package org.holdfast.ejb.mail;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.mail.MailSettings;
import org.holdfast.domain.secret.SecretChars;
import org.jspecify.annotations.Nullable;

/** Takes mails, and sends them behind the caller's back as {@link MailQueue} says. */
@ApplicationScoped
public class MailOutbox {

  @Inject private MailThreads threads;
  @Inject private MailAccount account;
  @Inject private Clock clock;

  private @Nullable MailQueue queue;

  @PostConstruct
  void start() {
    queue = new MailQueue(this::send, work -> threads.start(work), clock);
  }

  /** Puts a mail in the queue, unless no mail server is configured; returns at once. */
  public void offer(Mail mail) {
    if (account.settings().isPresent()) {
      queue().offer(mail);
    }
  }

  /** Begins to send if it is time; returns at once. */
  public void turn() {
    queue().turn();
  }

  /** Tries again at once: the settings have changed. */
  void retry() {
    queue().retry();
  }

  /** Why the last attempt failed; empty if it succeeded. */
  Optional<VaultException> failure() {
    return queue().failure();
  }

  private void send(Mail mail) {
    Optional<MailSettings> settings = account.settings();
    if (settings.isPresent()) {
      try (SecretChars stored = account.stored()) {
        SmtpSender.send(settings.get(), stored, mail);
      }
    }
  }

  private MailQueue queue() {
    if (queue == null) {
      throw new IllegalStateException("not started yet");
    }
    return queue;
  }
}
