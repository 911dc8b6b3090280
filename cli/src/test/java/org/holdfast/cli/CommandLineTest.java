package org.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.holdfast.cli.failure.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of words that are not known, and of none. */
class CommandLineTest extends CommandTest {

  @ParameterizedTest
  @CsvSource({
    "stauts, Did you mean 'status'?",
    "initialise, Did you mean 'initialize'?",
    "xyz, 'It has: status, initialize, '"
  })
  void unknownCommand_isToldWhichThereAre(String word, String said) {
    Outcome outcome = command("hsm", word);

    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.err()).contains("'holdfast hsm' has no command '" + word + "'.", said);
  }

  @Test
  void unknownOption_isToldWhichIsNear() {
    assertThat(command("hsm", "status", "--jsn").err()).contains("Did you mean '--json'?");
    assertThat(command("hsm", "status", "more").err())
        .contains("'more' is one word too many for 'holdfast hsm status'.");
  }

  @Test
  void secretTypedAsOption_isNotRepeated() {
    for (String typo : List.of("--credential=hunter2", "--credential-fd=hunter2")) {
      Outcome outcome = command("hsm", "initialize", "--vendor", "softhsm", typo);

      assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
      assertThat(outcome.err()).contains("--credential").doesNotContain("hunter2");
    }
  }

  @Test
  void groupAlone_isToldWhatFollows() {
    assertThat(command("hsm", "roots").err())
        .contains("'holdfast hsm roots' is followed by one of: ", "add", "list", "rotate");
  }

  @Test
  void help_showsBothKinds_andAnyCommandHoweverDeep() {
    Outcome all = command("help");
    assertThat(all.exitCode()).isZero();
    assertThat(all.out())
        .contains("  start ", "  trial ", "  object ", "  audit ", "HOLDFAST_PASSWORD");

    assertThat(command("help", "hsm", "roots", "add").out())
        .startsWith("Usage: holdfast hsm roots add ");
    assertThat(command("help", "hsm", "rots").err()).contains("Did you mean 'roots'?");
  }

  @Test
  void constants_areTakenInAnyForm_andOthersAreRefusedWithTheList() {
    peer().on("GET objects?type=SYMMETRIC_KEY&offset=0&limit=20", 200, "{\"items\":[]}");

    assertThat(command("object", "list", "--type", "symmetric-key").exitCode()).isZero();
    assertThat(command("object", "list", "--type", "house").err())
        .contains("'house' is none of CERTIFICATE, SYMMETRIC_KEY");
  }

  @Test
  void distance_countsLetters() {
    assertThat(
            Stream.of("", "a", "status", "stauts")
                .map(word -> UnknownWord.distance(word, "status"))
                .toList())
        .isEqualTo(Arrays.asList(6, 5, 0, 2));
  }
}
