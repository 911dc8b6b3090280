package org.holdfast.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The drill as an operator runs it, on the built distribution (B14): one run, judged scenario by
 * scenario. The drill itself looks after each of them for another process, stuck threads and calls,
 * logins too many and lost objects.
 */
class FaultsIT {

  /** The most {@code C_Login} that a scenario may cost where the token forgets the login. */
  private static final int ONE = 1;

  /** One of each kind. */
  private static final List<String> ALWAYS =
      List.of(
          "key-generation-fails",
          "crash-in-initialize",
          "login-lost",
          "connection-blip",
          "token-removed",
          "slots-renumbered",
          "duplicate-key",
          "hang",
          "pin-refused");

  private static final List<String> MORE =
      List.of(
          "caller",
          "device-error",
          "device-removed",
          "host-memory",
          "sessions-dropped",
          "slow",
          "hang-in-login",
          "pin-locked",
          "hang-at-stop");

  private static final Map<String, JsonObject> SCORES = new LinkedHashMap<>();
  private static Command.Result run = new Command.Result(-1, "");
  private static JsonObject scorecard = JsonObject.EMPTY_JSON_OBJECT;
  private static Path left = Path.of("");

  @BeforeAll
  static void drill() throws IOException {
    Path work = TrialServer.work().resolve("drill");
    TrialServer.delete(work);
    Files.createDirectories(work);
    Path result = work.resolve("scorecard.json");
    List<String> words =
        new ArrayList<>(List.of("drill", "--json", "--keep", "--work", work.toString()));
    if (!Thorough.isAskedFor()) {
      ALWAYS.forEach(scenario -> words.addAll(List.of("--only", scenario)));
    }
    run = TrialServer.hsm(result, words);
    try (JsonReader reader = Json.createReader(new StringReader(TrialServer.read(result)))) {
      scorecard = reader.readObject();
    }
    for (JsonObject score : scorecard.getJsonArray("scenarios").getValuesAs(JsonObject.class)) {
      SCORES.put(score.getString("scenario"), score);
    }
    try (Stream<Path> folders = Files.list(work)) {
      left = folders.filter(Files::isDirectory).findFirst().orElseThrow();
    }
  }

  @ParameterizedTest
  @MethodSource("played")
  void scenario_hasTheOutcomeItIsToHave(String scenario) {
    JsonObject score = score(scenario);

    assertThat(score.getBoolean("passed")).as(score.toString()).isTrue();
    assertThat(score.getString("happened")).isNotBlank();
  }

  static List<String> played() {
    return Thorough.isAskedFor() ? Stream.of(ALWAYS, MORE).flatMap(List::stream).toList() : ALWAYS;
  }

  static List<String> played(String... scenarios) {
    return Stream.of(scenarios).filter(played()::contains).toList();
  }

  static List<String> lostLogins() {
    return played("login-lost", "device-removed", "sessions-dropped");
  }

  static List<String> refusedPins() {
    return played("pin-refused", "pin-locked");
  }

  @Test
  void eachShippedScenario_isPlayed_inAThoroughRun() throws IOException {
    try (Stream<Path> files =
        Files.list(TrialServer.faultInjector().resolve("../../../../etc/faults").normalize())) {
      assertThat(SCORES).containsOnlyKeys(played());
      assertThat(Stream.of(ALWAYS, MORE).flatMap(List::stream))
          .containsAll(
              files.map(file -> file.getFileName().toString().replace(".scenario", "")).toList());
    }
  }

  @ParameterizedTest
  @MethodSource("lostLogins")
  void loginThatWasLost_isMadeGoodWithOne(String scenario) {
    assertThat(score(scenario).getInt("logins")).isEqualTo(ONE);
  }

  @ParameterizedTest
  @MethodSource("refusedPins")
  void refusedPin_isSentOnce_andTheOneOfSetCredentialOnce(String scenario) {
    assertThat(score(scenario).getInt("logins")).isEqualTo(2 * ONE);
    assertThat(score(scenario).getString("happened")).contains("sent once", "HF-2105");
  }

  @Test
  void scorecard_saysThatAllIsWell_andSoDoesTheExitCode() {
    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(scorecard.getBoolean("passed")).isTrue();
    assertThat(scorecard.getString("vendor")).isEqualTo("softhsm");
  }

  @Test
  void token_holdsTheOneRootKeyThatIsInUse() {
    TrialServer drilled = TrialServer.on(left.resolve("home"));

    assertThat(drilled.softHsm().rootKeys("holdfast", drilled.pin()))
        .as("after an Initialize that failed, one that was killed, and one that was not")
        .isEqualTo(1);
  }

  @Test
  void serverLog_hasNoStackTraceOfAnyOfIt() {
    String log = TrialServer.read(left.resolve("home/log/server.log"));

    assertThat(log).contains("HF030111", "HF030113");
    assertThat(log.lines().filter(line -> line.startsWith("\tat "))).isEmpty();
  }

  private static JsonObject score(String scenario) {
    JsonObject score = SCORES.get(scenario);
    if (score == null) {
      throw new AssertionError(scenario + " was not played: " + run.output());
    }
    return score;
  }
}
