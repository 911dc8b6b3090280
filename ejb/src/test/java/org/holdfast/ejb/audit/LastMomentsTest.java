package org.holdfast.ejb.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LastMomentsTest {

  @Test
  void spend_workThatEnds_isWaitedFor() {
    CountDownLatch done = new CountDownLatch(1);

    assertThat(LastMoments.spend(Duration.ofSeconds(30), done::countDown)).isTrue();

    assertThat(done.getCount()).isZero();
  }

  @Test
  @Timeout(20)
  void spend_workThatHangs_isLeftAlone() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);

    boolean done =
        LastMoments.spend(
            Duration.ofMillis(50),
            () -> {
              try {
                never.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              ended.countDown();
            });

    assertThat(done).isFalse();
    never.countDown();
    assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
  }
}
