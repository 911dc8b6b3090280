package org.holdfast.domain.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.holdfast.domain.hsm.VendorCheck;
import org.holdfast.domain.hsm.VendorCheck.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VendorCheckRunnerTest {

  private static final VendorCheckRunner RUNNER =
      new VendorCheckRunner(Map.of("CLIENT_MODE", "fips"), Duration.ofMillis(1500));

  private final Path folder;

  VendorCheckRunnerTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static Finding run(Kind kind, String subject, String expected, boolean required) {
    return RUNNER.run(
        new VendorCheck(kind, subject, expected, required, "A title", "A cure"), "somebody");
  }

  private static Outcome outcome(Kind kind, String subject, String expected) {
    return run(kind, subject, expected, true).outcome();
  }

  @Test
  void finding_hasTitleAndCureOfThePack() {
    Finding failed = run(Kind.FILE, folder + "/none", "", true);
    Finding warned = run(Kind.FILE, folder + "/none", "", false);

    assertThat(failed)
        .isEqualTo(
            new Finding(
                Step.VENDOR_CLIENT,
                "A title",
                Outcome.FAIL,
                folder + "/none: there is no such file",
                null,
                "A cure"));
    assertThat(warned.outcome()).isEqualTo(Outcome.WARN);
  }

  @Test
  void file_isThere_andHasWhatIsExpected() throws IOException {
    Path file = Files.writeString(folder.resolve("cknfastrc"), "A=1\nB=none\n");

    assertThat(outcome(Kind.FILE, file.toString(), "")).isEqualTo(Outcome.PASS);
    assertThat(outcome(Kind.FILE, file.toString(), "^B=none$")).isEqualTo(Outcome.PASS);
    assertThat(outcome(Kind.FILE, file.toString(), "^C=")).isEqualTo(Outcome.FAIL);
    assertThat(outcome(Kind.FILE, folder.toString(), "")).isEqualTo(Outcome.PASS);
  }

  @Test
  void variable_isThatOfTheProcess_orALineOfAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("rc"), "A=1\n B=none\n");

    assertThat(outcome(Kind.ENVIRONMENT, "CLIENT_MODE", "fips")).isEqualTo(Outcome.PASS);
    assertThat(outcome(Kind.ENVIRONMENT, "CLIENT_MODE", "other")).isEqualTo(Outcome.FAIL);
    assertThat(outcome(Kind.ENVIRONMENT, "NOT_SET", "")).isEqualTo(Outcome.FAIL);
    assertThat(outcome(Kind.ENVIRONMENT, file + ":B", "^none$")).isEqualTo(Outcome.PASS);
    assertThat(outcome(Kind.ENVIRONMENT, file + ":C", "")).isEqualTo(Outcome.FAIL);
  }

  @Test
  void group_isThatOfTheProcess() throws IOException {
    String own = Groups.ofThisProcess().iterator().next();

    assertThat(outcome(Kind.GROUP, own, "")).isEqualTo(Outcome.PASS);
    assertThat(outcome(Kind.GROUP, "no-such-group", "")).isEqualTo(Outcome.FAIL);
  }

  @Test
  void command_isRunWithoutShell_andItsOutputLookedAt() {
    assertThat(outcome(Kind.COMMAND, "echo operational", "^operational$")).isEqualTo(Outcome.PASS);
    assertThat(outcome(Kind.COMMAND, "echo failed", "operational")).isEqualTo(Outcome.FAIL);
    assertThat(run(Kind.COMMAND, "echo $HOME ; true", "", true).found())
        .isEqualTo("echo $HOME ; true: $HOME ; true");
    assertThat(run(Kind.COMMAND, "false", "", true).found()).contains("exit code 1");
    assertThat(run(Kind.COMMAND, "/no/such/program", "", true).found())
        .contains("No such file or directory");
  }

  @Test
  void command_thatHangs_isKilled() {
    long begun = System.nanoTime();
    Finding hung = run(Kind.COMMAND, "sleep 600", "", true);

    assertThat(hung.found()).contains("did not end within 1500 ms and was killed");
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
    assertThat(ProcessHandle.current().descendants()).noneMatch(this::isSleep);
  }

  private boolean isSleep(ProcessHandle process) {
    return process.isAlive()
        && process.info().arguments().stream()
            .anyMatch(words -> java.util.Arrays.asList(words).contains("600"));
  }

  @Test
  void command_thatPrintsWithoutEnd_isReadUpToALimit() {
    assertThat(run(Kind.COMMAND, "seq 1 1000000", "", true).found().length()).isLessThan(400);
  }
}
