package org.holdfast.cli.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.holdfast.cli.CommandRunner;
import org.holdfast.cli.context.Context;
import org.holdfast.cli.failure.ExitCode;
import org.holdfast.cli.output.Output;
import org.holdfast.cli.terminal.SystemTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the drill refuses before it starts anything. */
class DrillCommandTest {

  private static final String PROPERTY = "holdfast.distribution";

  @TempDir Path distribution = Path.of("");
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @AfterEach
  void forget() {
    System.clearProperty(PROPERTY);
  }

  @Test
  void drill_withoutDistribution_isRefused() {
    assertThat(run()).isEqualTo(ExitCode.USAGE);
    assertThat(said()).contains("bin/holdfast");
  }

  @Test
  void drill_injectorNotBuilt_isRefusedAndNamesIt() {
    System.setProperty(PROPERTY, distribution.toString());

    assertThat(run()).isEqualTo(ExitCode.USAGE);
    assertThat(said()).contains("holdfast-pkcs11-faults.so is missing");
  }

  @Test
  void drill_libraryMissing_isRefusedAndNamesIt() throws IOException {
    ship();

    assertThat(run("--library", "/nonexistent/hsm.so")).isEqualTo(ExitCode.USAGE);
    assertThat(said()).contains("/nonexistent/hsm.so");
  }

  @Test
  void drill_vendorWithoutLibrary_isRefused() throws IOException {
    ship();

    assertThat(run("--vendor", "thales-luna", "--token-label", "spare")).isEqualTo(ExitCode.USAGE);
    assertThat(said()).contains("--library");
  }

  @Test
  void drill_vendorWithoutCredential_isRefusedRatherThanTried() throws IOException {
    Path library = ship();

    assertThat(run("--vendor", "thales-luna", "--library", library.toString()))
        .isEqualTo(ExitCode.USAGE);
    assertThat(said()).contains("Credential of the spare token is missing");
  }

  @Test
  void drill_labelForItsOwnToken_isRefused() throws IOException {
    ship();

    assertThat(run("--token-label", "mine")).isEqualTo(ExitCode.USAGE);
    assertThat(said()).contains("makes its own token");
  }

  @Test
  void drill_unknownScenario_isRefusedAndNamesThoseThereAre() throws IOException {
    ship();

    assertThat(run("--only", "earthquake")).isEqualTo(ExitCode.USAGE);
    assertThat(said()).contains("earthquake", "pin-refused", "hang-at-stop");
  }

  private Path ship() throws IOException {
    System.setProperty(PROPERTY, distribution.toString());
    Path folder =
        Files.createDirectories(
            distribution.resolve("lib/native").resolve(System.getProperty("os.arch")));
    return Files.writeString(folder.resolve("holdfast-pkcs11-faults.so"), "a library");
  }

  private int run(String... options) {
    String[] words = new String[options.length + 2];
    words[0] = "hsm";
    words[1] = "drill";
    System.arraycopy(options, 0, words, 2, options.length);
    PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
    Context context =
        new Context(
            Map.of(),
            new SystemTerminal(),
            new Output(stream, stream),
            time -> {},
            Clock.systemUTC(),
            Set.of());
    return new CommandRunner(context).run(words);
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
