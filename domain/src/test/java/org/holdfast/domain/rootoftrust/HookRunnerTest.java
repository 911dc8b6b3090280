package org.holdfast.domain.rootoftrust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.Assertions;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.hsm.VendorHook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HookRunnerTest {

  private Path folder;

  @BeforeEach
  void setUp(@TempDir Path made) {
    folder = made;
  }

  @Test
  void run_goodHooks_writeTheirOutputToTheTraceInOrder() throws IOException {
    VendorHook first = hook("echo one \"$@\"; echo two >&2", "a b", "c");
    VendorHook second = hook("echo three");

    String trace = traceOf(first, second);

    assertThat(trace).containsSubsequence("| one a b c", "| two", "is done", "| three", "is done");
  }

  @Test
  void run_hook_seesNoVariableOfTheVaultAndNothingToRead() throws IOException {
    // Surefire's own environment: the pom gives this variable.
    assertThat(System.getenv("HOLDFAST_HOOK_TEST")).isEqualTo("not for hooks");

    String trace = traceOf(hook("echo \"<$HOLDFAST_HOOK_TEST>\"; cat; echo \"$PATH\" | wc -c"));

    assertThat(trace).contains("| <>").doesNotContain("not for hooks").doesNotContain("| 1\n");
  }

  @Test
  void run_failingHook_isCodedAndEndsTheRow() throws IOException {
    Path mark = folder.resolve("mark");
    VendorHook failing = hook("echo no RFS; exit 3");
    VendorHook next = hook("touch " + mark);

    VaultException failure = failure(failing, next);

    assertThat(failure.code()).isEqualTo(ErrorCode.VENDOR_HOOK_FAILED);
    assertThat(failure.detail()).contains("'test'", "exit code 3");
    assertThat(trace()).contains("| no RFS");
    assertThat(mark).doesNotExist();
  }

  @Test
  void run_hangingHook_isKilledWithItsChildren() throws IOException {
    Path pid = folder.resolve("pid");
    VendorHook hanging =
        hook("echo waiting; sleep 600 & echo $! > " + pid + "; wait").with(VendorHook.Run.ALWAYS);
    VendorHook limited = withTimeout(hanging, Duration.ofSeconds(1));

    VaultException failure = failure(limited);

    assertThat(failure.code()).isEqualTo(ErrorCode.VENDOR_HOOK_HUNG);
    assertThat(failure.detail()).contains("after 1 seconds");
    assertThat(trace()).contains("| waiting");
    long child = Long.parseLong(Files.readString(pid).strip());
    ProcessHandle.of(child).ifPresent(handle -> handle.onExit().join());
    assertThat(ProcessHandle.of(child).filter(ProcessHandle::isAlive)).isEmpty();
  }

  /** A daemon that keeps the pipe open is no reason to wait. */
  @Test
  void run_hookThatLeavesAChildBehind_doesNotWaitForIt() throws IOException {
    Path pid = folder.resolve("pid");
    Instant before = Instant.now();
    try {
      traceOf(hook("sleep 600 & echo $! > " + pid));

      assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(20));
    } finally {
      ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
          .ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  @Test
  void run_muchOutput_isCutAndDoesNotBlock() throws IOException {
    String trace =
        traceOf(hook("i=0; while [ $i -lt 60000 ]; do echo \"line $i\"; i=$((i+1)); done"));

    assertThat(trace)
        .contains("| line 199", "lines more", "is done")
        .doesNotContain("| line 200\n");
  }

  @Test
  void run_programAway_dependsOnWhatIsSaid() throws IOException {
    VendorHook away =
        new VendorHook(
            "away",
            List.of("/nowhere/rfs-sync", "--update"),
            VendorHook.Moment.BEFORE,
            Set.of(VendorHook.Operation.MAKE_KEY),
            Duration.ofSeconds(5),
            VendorHook.Run.IF_PRESENT);

    assertThat(traceOf(away)).contains("passed over: /nowhere/rfs-sync is not there");
    assertThat(traceOf(away.with(VendorHook.Run.NEVER))).contains("switched off");
    VaultException failure = failure(away.with(VendorHook.Run.ALWAYS));
    assertThat(failure.code()).isEqualTo(ErrorCode.VENDOR_HOOK_FAILED);
    assertThat(failure.detail()).contains("cannot be started");
  }

  private VaultException failure(VendorHook... hooks) {
    VaultException[] caught = new VaultException[1];
    assertThatCode(
            () -> {
              try {
                traceOf(hooks);
                Assertions.fail("It ended well");
              } catch (VaultException e) {
                caught[0] = e;
              }
            })
        .doesNotThrowAnyException();
    return caught[0];
  }

  private String traceOf(VendorHook... hooks) throws IOException {
    try (OperationTrace trace = OperationTrace.begin(traces(), "test", Clock.systemUTC())) {
      HookRunner.run(List.of(hooks), trace);
    }
    return trace();
  }

  private String trace() throws IOException {
    return Files.readString(traces().resolve(OperationTrace.latest(traces()).orElseThrow()));
  }

  private Path traces() {
    return folder.resolve("traces");
  }

  private VendorHook hook(String script, String... arguments) throws IOException {
    Path file = Files.createTempFile(folder, "hook", ".sh");
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    List<String> command = new java.util.ArrayList<>(List.of(file.toString()));
    command.addAll(List.of(arguments));
    return new VendorHook(
        "test",
        command,
        VendorHook.Moment.BEFORE,
        Set.of(VendorHook.Operation.MAKE_KEY),
        Duration.ofSeconds(60),
        VendorHook.Run.IF_PRESENT);
  }

  private static VendorHook withTimeout(VendorHook hook, Duration timeout) {
    return new VendorHook(
        hook.name(), hook.command(), hook.moment(), hook.operations(), timeout, hook.run());
  }
}
