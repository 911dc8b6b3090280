package org.holdfast.domain.object;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RewrapProgressTest {

  private static final UUID KEY = new UUID(1, 2);
  private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

  private final RewrapProgress progress = new RewrapProgress();

  private RewrapProgress.View view() {
    return progress.towards(KEY).orElseThrow();
  }

  private static Instant after(int seconds) {
    return START.plus(Duration.ofSeconds(seconds));
  }

  @Test
  void estimate_followsThePace() {
    progress.begin(KEY, 1000, START);
    assertThat(view().estimatedEnd()).isNull();

    progress.remaining(750, after(10));
    assertThat(view().estimatedEnd()).isEqualTo(after(40));
    assertThat(view().remaining()).isEqualTo(750);
    assertThat(view().total()).isEqualTo(1000);

    progress.remaining(0, after(40));
    assertThat(view().estimatedEnd()).isNull();
  }

  @Test
  void estimate_leavesOutTheTimeThatItWaited() {
    progress.begin(KEY, 1000, START);
    progress.remaining(900, after(10));
    progress.waits(900, "the HSM is away");
    assertThat(view().waitingFor()).isEqualTo("the HSM is away");
    assertThat(view().estimatedEnd()).isNull();

    progress.remaining(900, after(5000));
    assertThat(view().waitingFor()).isNull();
    progress.remaining(800, after(5010));
    assertThat(view().estimatedEnd()).isEqualTo(after(5090));
  }

  @Test
  void total_growsWithWhatIsAdded() {
    progress.begin(KEY, 10, START);
    progress.remaining(15, after(1));

    assertThat(view().total()).isEqualTo(15);
    assertThat(view().estimatedEnd()).isNull();
  }

  @Test
  void forgotten_isNotShown() {
    progress.begin(KEY, 10, START);
    progress.forget();
    progress.remaining(5, after(1));

    assertThat(progress.towards(KEY)).isEmpty();
  }
}
