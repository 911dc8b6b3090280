package org.holdfast.ejb.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MailQueueTest {

  /** A clock that stands until it is set on. */
  private static final class Hands extends Clock {

    private Instant now = Instant.parse("2026-11-21T08:00:00Z");

    void on(Duration by) {
      now = now.plus(by);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException(zone.toString());
    }
  }

  private final Hands clock = new Hands();
  private final List<String> sent = new ArrayList<>();
  private @Nullable ErrorCode wrong;
  private int attempts;
  private final MailQueue queue = new MailQueue(this::send, Runnable::run, clock);

  private void send(Mail mail) {
    attempts++;
    if (wrong != null) {
      throw new VaultException(wrong, "as the test says");
    }
    sent.add(mail.subject());
  }

  private Mail mail(String subject) {
    return new Mail(List.of("sam@example.com"), subject, "", clock.instant());
  }

  @Test
  void turn_serverThere_sendsAllOnceInTheirOrder() {
    queue.offer(mail("first"));
    queue.offer(mail("second"));

    queue.turn();
    queue.turn();

    assertThat(sent).containsExactly("first", "second");
    assertThat(queue.failure()).isEmpty();
  }

  @Test
  void turn_serverAway_triesAgainLaterEachTime_andSendsWhenItIsBack() {
    wrong = ErrorCode.MAIL_UNREACHABLE;
    queue.offer(mail("first"));
    queue.turn();
    queue.turn();
    assertThat(attempts).isEqualTo(1);
    assertThat(queue.failure().map(VaultException::code)).contains(ErrorCode.MAIL_UNREACHABLE);

    clock.on(Duration.ofSeconds(5));
    queue.turn();
    clock.on(Duration.ofSeconds(9));
    queue.turn();
    assertThat(attempts).isEqualTo(2);

    wrong = null;
    clock.on(Duration.ofSeconds(1));
    queue.turn();
    assertThat(sent).containsExactly("first");
    assertThat(queue.failure()).isEmpty();
  }

  @Test
  void retry_afterNewSettings_triesAtOnce() {
    wrong = ErrorCode.MAIL_SIGN_IN_REFUSED;
    queue.offer(mail("first"));
    queue.turn();
    wrong = null;

    queue.retry();
    queue.turn();

    assertThat(sent).containsExactly("first");
  }

  @Test
  void turn_mailThatIsNotTaken_letsTheOthersGoFirst() {
    wrong = ErrorCode.MAIL_NOT_TAKEN;
    queue.offer(mail("first"));
    queue.offer(mail("second"));
    queue.turn();
    wrong = null;
    clock.on(Duration.ofSeconds(5));

    queue.turn();

    assertThat(sent).containsExactly("second", "first");
  }

  @Test
  void turn_mailOlderThanADay_isGivenUp() {
    wrong = ErrorCode.MAIL_UNREACHABLE;
    queue.offer(mail("old"));
    queue.turn();
    clock.on(Duration.ofHours(25));
    queue.offer(mail("young"));
    wrong = null;

    queue.turn();

    assertThat(sent).containsExactly("young");
  }

  @Test
  void offer_moreThanTheBound_dropsTheOldest() {
    IntStream.rangeClosed(0, MailQueue.MOST)
        .forEach(number -> queue.offer(mail(Integer.toString(number))));

    queue.turn();

    assertThat(sent).hasSize(MailQueue.MOST).startsWith("1");
  }
}
