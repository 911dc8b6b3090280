package org.holdfast.domain.rootoftrust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.holdfast.domain.secret.SampleSecrets.bytes;
import static org.holdfast.domain.secret.SampleSecrets.text;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecurityConfTest {

  @Test
  void parse_noFile_isPassphraseMode() {
    assertThat(text(SecurityConf.parse(Optional.empty()).encode()))
        .isEqualTo(
            """
            HSM_ENABLED="0"
            HSM_KEY_EXTRACTABLE="0"
            """);
  }

  /** The form of the original's file (S40, S101). */
  @Test
  void withHsm_any_enablesAndNamesTheProvider() {
    SecurityConf conf = SecurityConf.parse(Optional.empty()).withHsm(1);

    assertThat(text(conf.encode()).lines())
        .containsExactlyInAnyOrder(
            "HSM_ENABLED=\"1\"", "HSM_PROVIDER=\"1\"", "HSM_KEY_EXTRACTABLE=\"0\"");
  }

  @Test
  void withHsm_again_replacesTheProvider() {
    assertThat(text(SecurityConf.parse(Optional.empty()).withHsm(1).withHsm(3).encode()))
        .containsOnlyOnce("HSM_PROVIDER")
        .contains("HSM_PROVIDER=\"3\"");
  }

  @Test
  void withoutHsm_hsmMode_disablesAndForgetsTheProvider() {
    assertThat(text(SecurityConf.parse(Optional.empty()).withHsm(1).withoutHsm().encode()))
        .contains("HSM_ENABLED=\"0\"")
        .doesNotContain("HSM_PROVIDER");
  }

  @Test
  void with_any_leavesTheFormerAsItWas() {
    SecurityConf before = SecurityConf.parse(Optional.empty());

    before.withHsm(1);

    assertThat(text(before.encode())).contains("HSM_ENABLED=\"0\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HSM_KEY_EXTRACTABLE=\"1\"",
        "  HSM_KEY_EXTRACTABLE = \"1\"  ",
        "HSM_KEY_EXTRACTABLE=\"0\"\nHSM_KEY_EXTRACTABLE=\"1\"\n",
        "HSM_KEY_EXTRACTABLE=\"1\"\r\nHSM_ENABLED=\"0\"\r\n",
      })
  void keyExtractable_setTo1_isTrueAndStaysSo(String file) {
    SecurityConf conf = SecurityConf.parse(Optional.of(bytes(file)));

    assertThat(conf.keyExtractable()).isTrue();
    assertThat(SecurityConf.parse(Optional.of(conf.withHsm(1).encode())).keyExtractable()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "HSM_KEY_EXTRACTABLE=\"0\"",
        "HSM_KEY_EXTRACTABLE=\"true\"",
        "HSM_KEY_EXTRACTABLE=1",
        "# HSM_KEY_EXTRACTABLE=\"1\"",
        "HSM_KEY_EXTRACTABLE=\"1\" # not really",
      })
  void keyExtractable_anythingElse_isFalse(String file) {
    assertThat(SecurityConf.parse(Optional.of(bytes(file))).keyExtractable()).isFalse();
  }

  @Test
  void encode_afterParse_keepsUnknownLinesInTheirPlace() {
    String file =
        """
        # Edited by operations, ticket 4711.
        SNMP_ENABLED="1"
        HSM_ENABLED="0"

        FIPS_140_MODE="on"
        HSM_KEY_EXTRACTABLE="0"
        free text
        """;

    SecurityConf conf = SecurityConf.parse(Optional.of(bytes(file)));

    assertThat(text(conf.encode())).isEqualTo(file);
    assertThat(text(conf.withHsm(2).encode()))
        .isEqualTo(file.replace("HSM_ENABLED=\"0\"", "HSM_ENABLED=\"1\"") + "HSM_PROVIDER=\"2\"\n");
    assertThat(text(conf.withHsm(2).withoutHsm().encode())).isEqualTo(file);
  }
}
