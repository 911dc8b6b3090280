package org.holdfast.cli.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.holdfast.cli.failure.CommandFailure;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InjectorTest {

  private static final long PID = 4711;

  @TempDir Path folder = Path.of("");
  private Path file = Path.of("");

  @BeforeEach
  void ship() throws IOException {
    file = folder.resolve("scenario");
    Files.writeString(folder.resolve("hang.scenario"), "on any every hang\n");
  }

  @Test
  void inject_putsTheShippedScenarioInForce_liftEndsIt() throws IOException {
    Injector injector = new Injector(file, folder);
    assertThat(Files.readString(file)).doesNotContain("on ");

    injector.inject("hang");
    assertThat(Files.readString(file)).isEqualTo("on any every hang\n");

    injector.lift();
    assertThat(Files.readString(file)).doesNotContain("on ");
  }

  @Test
  void inject_unknownScenario_namesTheFile() {
    Injector injector = new Injector(file, folder);

    assertThatThrownBy(() -> injector.inject("nothing"))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("nothing.scenario");
  }

  @Test
  void counts_ofTheProcess_areReadAsTheInjectorWritesThem() throws IOException {
    Injector injector = new Injector(file, folder);
    Files.writeString(
        folder.resolve("scenario.4711.status"),
        """
        scenario 3 ok                     \s
        C_Login 0000000005 0000000003 0000000001 0x000000a0                   \s
        C_Logout 0000000002 0000000002 0000000000 0x00000000                  \s
        """);

    assertThat(injector.begun(PID, "C_Login")).isEqualTo(5);
    assertThat(injector.inFlight(PID)).isEqualTo(2);
    assertThat(injector.begun(PID, "C_Encrypt")).isZero();
    assertThat(injector.begun(1, "C_Login")).isZero();
  }
}
