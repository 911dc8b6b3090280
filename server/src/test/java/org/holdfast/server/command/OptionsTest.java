package org.holdfast.server.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.holdfast.server.Failure;
import org.junit.jupiter.api.Test;

class OptionsTest {

  @Test
  void parse_nothing_hasTheUsualValues() {
    Options options = Options.parse(List.of(), Map.of());

    assertThat(options.command()).isEqualTo("help");
    assertThat(options.bind()).isEqualTo("127.0.0.1");
    assertThat(options.port()).isEqualTo(8443);
    assertThat(options.managementPort()).isEqualTo(9990);
    assertThat(options.databasePort()).isEqualTo(15432);
    assertThat(options.bare()).isFalse();
  }

  @Test
  void parse_commandLineAndEnvironment_commandLineWins() {
    Options options =
        Options.parse(
            List.of("run", "--port", "1443", "--home=/srv/a", "--bare"),
            Map.of("HOLDFAST_PORT", "2443", "HOLDFAST_DB_PORT", "3432"));

    assertThat(options.command()).isEqualTo("run");
    assertThat(options.port()).isEqualTo(1443);
    assertThat(options.databasePort()).isEqualTo(3432);
    assertThat(options.home()).isEqualTo(Path.of("/srv/a"));
    assertThat(options.bare()).isTrue();
  }

  @Test
  void parse_unknownOption_isAUsageError() {
    assertThatThrownBy(() -> Options.parse(List.of("run", "--prot", "1"), Map.of()))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exitCode()).isEqualTo(Failure.USAGE))
        .hasMessageContaining("--prot");
  }

  @Test
  void parse_portThatIsNone_namesOptionAndVariable() {
    assertThatThrownBy(() -> Options.parse(List.of(), Map.of("HOLDFAST_PORT", "70000")))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("--port (HOLDFAST_PORT) is 70000");
  }

  @Test
  void parse_optionWithoutValue_isAUsageError() {
    assertThatThrownBy(() -> Options.parse(List.of("run", "--home"), Map.of()))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("--home needs a value");
  }

  @Test
  void properties_tellTheVaultWhatItReads() {
    Options options =
        Options.parse(
            List.of("run", "--home", "/srv/a"),
            Map.of(
                "HOLDFAST_HSM_LIBRARY_THALES_LUNA", "/opt/luna.so",
                "HOLDFAST_HSM_HOOKS_ENTRUST", "never",
                "HOLDFAST_MONITORING_INTERVAL", "5",
                "HOLDFAST_DB_PASSWORD", "secret"));

    assertThat(options.properties("1.2"))
        .containsEntry("holdfast.home", "/srv/a")
        .containsEntry("holdfast.version", "1.2")
        .containsEntry("holdfast.key.file", "/srv/a/etc/autologin.key")
        .containsEntry("holdfast.monitoring.interval", "5")
        .containsEntry("holdfast.hsm.library.thales-luna", "/opt/luna.so")
        .containsEntry("holdfast.hsm.hooks.entrust", "never")
        .doesNotContainValue("secret");
  }

  @Test
  void properties_intervalThatIsNone_isAUsageError() {
    Options options = Options.parse(List.of("run"), Map.of("HOLDFAST_MONITORING_INTERVAL", "0"));

    assertThatThrownBy(() -> options.properties("1"))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("HOLDFAST_MONITORING_INTERVAL is 0");
  }

  @Test
  void javaOptions_areSplitAtSpaces() {
    Options options =
        Options.parse(List.of("run"), Map.of("HOLDFAST_JAVA_OPTS", " -Xmx1g  -Da=b "));

    assertThat(options.javaOptions()).containsExactly("-Xmx1g", "-Da=b");
  }
}
