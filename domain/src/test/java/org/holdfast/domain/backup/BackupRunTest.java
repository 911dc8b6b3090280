package org.holdfast.domain.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.holdfast.domain.error.ErrorCode;
import org.junit.jupiter.api.Test;

class BackupRunTest {

  private static final Instant NOW = SampleRuns.onDay(9);

  @Test
  void done_begunRun_hasAllThatWasMade() {
    BackupRun run = SampleRuns.full(1);

    assertThat(run.status()).isEqualTo(RunStatus.DONE);
    assertThat(run.file()).isEqualTo("file-1");
    assertThat(run.snapshot()).isEqualTo("10:20:");
    assertThat(run.finished()).isNotNull();
    assertThat(run.proved()).isNull();
  }

  @Test
  void done_claimedAsIncremental_mayBeAFullOneAllTheSame() {
    BackupRun base = SampleRuns.full(1);

    assertThat(SampleRuns.incremental(2, base).base()).isEqualTo(base.id());
    assertThat(SampleRuns.incremental(2, base).type()).isEqualTo(BackupType.INCREMENTAL);
    assertThat(SampleRuns.full(3).base()).isNull();
  }

  @Test
  void failed_writingRun_keepsTheFilesNameAndSaysWhy() {
    BackupRun run =
        SampleRuns.begun(1).writing("a.bkp").failed(ErrorCode.DESTINATION_FULL, "no room", NOW);

    assertThat(run.status()).isEqualTo(RunStatus.FAILED);
    assertThat(run.file()).isEqualTo("a.bkp");
    assertThat(run.error()).isEqualTo(ErrorCode.DESTINATION_FULL);
    assertThat(run.errorDetail()).isEqualTo("no room");
    assertThat(run.finished()).isEqualTo(NOW);
  }

  @Test
  void provedAndExpired_doneRun_keepTheRest() {
    BackupRun run = SampleRuns.full(1);

    assertThat(run.proved(NOW).proved()).isEqualTo(NOW);
    assertThat(run.proved(NOW).status()).isEqualTo(RunStatus.DONE);
    assertThat(run.proved(NOW).expired().status()).isEqualTo(RunStatus.EXPIRED);
    assertThat(run.proved(NOW).expired().sha256()).isEqualTo(run.sha256());
  }
}
