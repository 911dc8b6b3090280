package org.holdfast.domain.rootoftrust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.holdfast.domain.secret.SampleSecrets.secret;
import static org.holdfast.domain.secret.SampleSecrets.typed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.holdfast.domain.access.NewAdministrator;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.access.UserName;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.wallet.StoredCredential;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperationTraceTest {

  private static final Clock CLOCK = at("2026-01-02T03:04:05.678901Z");

  private Path home = Path.of("");
  private Path folder = Path.of("");

  @BeforeEach
  void setUp(@TempDir Path made) {
    home = made;
    folder = home.resolve("log/hsm");
  }

  @Test
  void begin_any_makesAPrivateFileNamedByTimeAndOperation() throws IOException {
    try (OperationTrace trace = OperationTrace.begin(folder, "initialize", CLOCK)) {
      Path file = folder.resolve("20260102T030405.678901Z-initialize.trc");
      assertThat(files()).containsExactly(file);
      assertThat(mode(file)).isEqualTo("rw-------");
      assertThat(mode(folder)).isEqualTo("rwx------");
      assertThat(mode(home.resolve("log"))).isEqualTo("rwx------");
      trace.step("logged in");
    }
  }

  @Test
  void step_any_isOnDiskAtOnceWithItsTime() throws IOException {
    try (OperationTrace trace = OperationTrace.begin(folder, "set-credential", CLOCK)) {
      trace.step("log in");

      assertThat(lines())
          .containsExactly(
              "2026-01-02T03:04:05.678901Z begin set-credential",
              "2026-01-02T03:04:05.678901Z log in");
    }
  }

  /** A label from a token must not be able to write a line of its own. */
  @Test
  void step_lineBreaksInside_isOneLine() throws IOException {
    try (OperationTrace trace = OperationTrace.begin(folder, "initialize", CLOCK)) {
      trace.step("token a\nforged\rforged\r\nforged\u2028forged");

      assertThat(lines()).hasSize(2).last().asString().endsWith("a forged forged forged forged");
    }
  }

  @Test
  void failed_any_namesTheWholeChainOfCauses() throws IOException {
    try (OperationTrace trace = OperationTrace.begin(folder, "initialize", CLOCK)) {
      trace.failed(
          new VaultException(
              ErrorCode.HSM_REJECTED, "key 1", new IOException("CKR_FUNCTION_FAILED")));

      assertThat(lines())
          .last()
          .asString()
          .endsWith(
              "failed: VaultException The HSM refused the call: key 1:"
                  + " IOException CKR_FUNCTION_FAILED");
    }
  }

  /** Even where a secret slips into a line as an object, its content does not. */
  @Test
  void step_secretsAsText_showsNoContent() throws IOException {
    try (OperationTrace trace = OperationTrace.begin(folder, "initialize", CLOCK);
        StoredCredential stored = new StoredCredential("softhsm", null, typed("s3cret"));
        NewAdministrator admin =
            new NewAdministrator(new UserName("eve"), Role.KEY_ADMINISTRATOR, typed("s3cret"))) {
      for (Object object :
          List.of(typed("s3cret"), secret("s3cret"), stored, stored.credential(), admin)) {
        trace.step("with " + object);
        trace.failed(new IllegalStateException("with " + object));
      }

      assertThat(String.join("\n", lines())).contains("with ").doesNotContain("s3cret");
    }
  }

  @Test
  void latest_severalFiles_isTheNewestTrace() throws IOException {
    for (String time :
        List.of("2026-01-02T03:04:05Z", "2026-01-02T03:04:05.000001Z", "2025-12-31T23:59:59Z")) {
      OperationTrace.begin(folder, "initialize", at(time)).close();
    }
    Files.createFile(folder.resolve("zzz.txt"));

    assertThat(OperationTrace.latest(folder)).hasValue("20260102T030405.000001Z-initialize.trc");
  }

  @Test
  void latest_noFolderOrNoTrace_isEmpty() throws IOException {
    assertThat(OperationTrace.latest(folder)).isEmpty();

    Files.createDirectories(folder);

    assertThat(OperationTrace.latest(folder)).isEmpty();
  }

  @Test
  void begin_folderCannotBeMade_isRefusedBeforeAnythingIsDone() throws IOException {
    Files.createFile(home.resolve("log"));

    assertThatExceptionOfType(VaultException.class)
        .isThrownBy(() -> OperationTrace.begin(folder, "initialize", CLOCK))
        .extracting(VaultException::code)
        .isEqualTo(ErrorCode.STORAGE_FULL);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private List<String> lines() throws IOException {
    return Files.readAllLines(files().get(0));
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static Clock at(String time) {
    return Clock.fixed(Instant.parse(time), ZoneOffset.UTC);
  }
}
