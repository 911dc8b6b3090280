package org.holdfast.ra.cryptoki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.holdfast.domain.hsm.HsmException;
import org.holdfast.domain.hsm.HsmFault;
import org.holdfast.domain.hsm.HsmRejected;
import org.holdfast.domain.hsm.HsmUnavailable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallLaneTest {

  private static final Duration DEADLINE = Duration.ofMillis(30);

  private final CountDownLatch over = new CountDownLatch(1);
  private final List<String> late = Collections.synchronizedList(new ArrayList<>());
  private final List<Thread> threads = Collections.synchronizedList(new ArrayList<>());
  private final CallLane lane = new CallLane(Path.of("/hsm.so"), this::start, DEADLINE);

  @AfterEach
  void end() throws InterruptedException {
    over.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private void start(Runnable work) {
    Thread thread = new Thread(work);
    threads.add(thread);
    thread.start();
  }

  @Test
  void call_failsInTime_throwsWhatItThrew() {
    assertThatThrownBy(() -> patient().call("try", CallLaneTest::refuse, late::add))
        .isInstanceOf(HsmRejected.class);
    assertThat(late).isEmpty();
  }

  @Test
  void call_hangs_isGivenUpAndItsResultDisposedOf() throws Exception {
    assertTimedOut();
    assertThat(lane.isSilent()).isTrue();
    assertThat(lane.stuck()).isEqualTo(1);

    end();

    assertThat(late).containsExactly("result");
    assertThat(lane.isSilent()).isFalse();
    assertThat(lane.stuck()).isZero();
  }

  @Test
  void call_silentLibraryAndAllStuck_isRefusedWithoutAnotherThread() {
    AtomicInteger dropped = new AtomicInteger();
    for (int i = 0; i < CallLane.MOST_STUCK; i++) {
      assertTimedOut();
    }

    for (int i = 0; i < 3; i++) {
      assertThat(failure(GuardedCall.owning(dropped::incrementAndGet, own -> "never")).fault())
          .isEqualTo(HsmFault.TIMED_OUT);
    }

    assertThat(threads).hasSize(CallLane.MOST_STUCK);
    assertThat(dropped).as("what a call that never began owns is closed").hasValue(3);
  }

  @Test
  void requireWanted_inACallThatWasGivenUp_stopsIt() throws Exception {
    List<String> begun = Collections.synchronizedList(new ArrayList<>());

    HsmException told =
        hanging(
            () -> {
              over.await();
              Attempt.requireWanted();
              begun.add("begun");
              return "result";
            });
    end();

    assertThat(told.fault()).isEqualTo(HsmFault.TIMED_OUT);
    assertThat(begun).isEmpty();
    assertThat(late).isEmpty();
    Attempt.requireWanted();
  }

  private void assertTimedOut() {
    HsmException told =
        hanging(
            () -> {
              over.await();
              return "result";
            });
    assertThat(told).isInstanceOf(HsmUnavailable.class);
    assertThat(told.fault()).isEqualTo(HsmFault.TIMED_OUT);
  }

  private interface Hanging {
    String run() throws HsmException, InterruptedException;
  }

  private HsmException hanging(Hanging hanging) {
    return failure(
        () -> {
          try {
            return hanging.run();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private HsmException failure(GuardedCall<String> call) {
    try {
      lane.call("try", call, late::add);
    } catch (HsmException e) {
      return e;
    }
    throw new AssertionError("A failure was expected");
  }

  private CallLane patient() {
    return new CallLane(Path.of("/hsm.so"), this::start, Duration.ofMinutes(1));
  }

  private static String refuse() throws HsmException {
    throw new HsmRejected(HsmFault.REJECTED, "no");
  }
}
