package org.holdfast.domain.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.holdfast.domain.backup.SampleRuns.full;
import static org.holdfast.domain.backup.SampleRuns.incremental;
import static org.holdfast.domain.backup.SampleRuns.onDay;
import static org.holdfast.domain.backup.SampleRuns.schedule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.holdfast.domain.error.ErrorCode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RetentionTest {

  private static final BackupRun FULL_1 = full(1);
  private static final BackupRun INC_2 = incremental(2, FULL_1);
  private static final BackupRun INC_3 = incremental(3, FULL_1);
  private static final BackupRun FULL_4 = full(4);
  private static final BackupRun INC_5 = incremental(5, FULL_4);
  private static final List<BackupRun> ALL = List.of(FULL_1, INC_2, INC_3, FULL_4, INC_5);

  @Test
  void expired_noLimit_isNone() {
    assertThat(expired(null, null, 10_000)).isEmpty();
  }

  @Test
  void expired_beyondTheCount_areTheOldest() {
    assertThat(expired(2, null, 6)).containsExactly(INC_2, INC_3, FULL_1);
  }

  @Test
  void expired_fullOneThatAKeptOneNeeds_stays() {
    assertThat(expired(3, null, 6)).containsExactly(INC_2);
  }

  @Test
  void expired_countOfOne_keepsTheFullOneOfTheNewest() {
    assertThat(expired(1, null, 6)).containsExactly(INC_2, INC_3, FULL_1);
  }

  @Test
  void expired_pastItsDays_isWhatIsOlder() {
    assertThat(expired(null, 3, 6)).containsExactly(INC_2);
    assertThat(expired(null, 2, 6)).containsExactly(INC_2, INC_3, FULL_1);
    assertThat(expired(null, 3, 5)).isEmpty();
  }

  @Test
  void expired_allPastTheirDays_keepsTheNewestFullOne() {
    assertThat(expired(null, 1, 1_000)).containsExactly(INC_2, INC_3, INC_5, FULL_1);
  }

  @Test
  void expired_runsThatAreNotDone_doNotCount() {
    BackupRun failed = SampleRuns.begun(6).failed(ErrorCode.DESTINATION_LOST, null, onDay(6));
    List<BackupRun> runs = new ArrayList<>(ALL);
    runs.add(failed);
    runs.add(full(7).expired());

    assertThat(Retention.expired(schedule(2, null), runs, onDay(8)))
        .containsExactly(INC_2, INC_3, FULL_1);
  }

  /** Whatever is deleted first, nothing is left that cannot be restored. */
  @Test
  void expired_anyLimits_leaveNoIncrementalWithoutItsFullOne() {
    Random random = new Random(4711);
    for (int round = 0; round < 500; round++) {
      List<BackupRun> runs = history(random);
      List<BackupRun> left = new ArrayList<>(runs);
      Collections.shuffle(runs, random);
      Integer count = random.nextBoolean() ? null : Integer.valueOf(1 + random.nextInt(6));
      Integer days = random.nextBoolean() ? null : Integer.valueOf(1 + random.nextInt(30));

      for (BackupRun expired : Retention.expired(schedule(count, days), runs, onDay(30))) {
        left.remove(expired);
        assertThat(left)
            .allSatisfy(
                run ->
                    assertThat(run.base() == null || left.stream().anyMatch(isBaseOf(run)))
                        .isTrue());
      }
      assertThat(left).anyMatch(run -> run.type() == BackupType.FULL);
    }
  }

  @Test
  void expiredBeforeRestores_areNeitherOfTheNewestThree_norOfThirtyDays() {
    List<BackupRun> runs = List.of(full(1), full(40), full(2), full(3), full(41));

    assertThat(Retention.expiredBeforeRestores(runs, onDay(31))).isEmpty();
    assertThat(Retention.expiredBeforeRestores(runs, onDay(32))).containsExactly(full(1));
    assertThat(Retention.expiredBeforeRestores(runs, onDay(100))).containsExactly(full(2), full(1));
  }

  private static java.util.function.Predicate<BackupRun> isBaseOf(BackupRun run) {
    return other -> other.id().equals(run.base());
  }

  private static List<BackupRun> history(Random random) {
    List<BackupRun> runs = new ArrayList<>();
    BackupRun base = full(0);
    runs.add(base);
    for (int day = 1; day < 2 + random.nextInt(20); day++) {
      if (random.nextInt(3) == 0) {
        base = full(day);
        runs.add(base);
      } else {
        runs.add(incremental(day, base));
      }
    }
    return runs;
  }

  private static List<BackupRun> expired(
      @Nullable Integer keepCount, @Nullable Integer keepDays, int day) {
    return Retention.expired(schedule(keepCount, keepDays), ALL, onDay(day));
  }
}
