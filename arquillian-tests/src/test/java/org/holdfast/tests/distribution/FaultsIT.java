package org.holdfast.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The drill as an operator runs it, on the built distribution (B14): one run, judged scenario by
 * scenario. The drill itself looks after each of them for another process, stuck threads and calls,
 * logins too many and lost objects.
 */
@Tag(Thorough.TAG)
class FaultsIT {

  /** The most {@code C_Login} that a scenario may cost where the token forgets the login. */
  private static final int ONE = 1;

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
    run = TrialServer.hsm(result, List.of("drill", "--json", "--keep", "--work", work.toString()));
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
  @ValueSource(
      strings = {
        "key-generation-fails",
        "crash-in-initialize",
        "caller",
        "device-error",
        "login-lost",
        "device-removed",
        "host-memory",
        "connection-blip",
        "sessions-dropped",
        "token-removed",
        "slots-renumbered",
        "duplicate-key",
        "slow",
        "hang",
        "hang-in-login",
        "pin-refused",
        "pin-locked",
        "hang-at-stop"
      })
  void scenario_hasTheOutcomeItIsToHave(String scenario) {
    JsonObject score = score(scenario);

    assertThat(score.getBoolean("passed")).as(score.toString()).isTrue();
    assertThat(score.getString("happened")).isNotBlank();
  }

  @Test
  void eachShippedScenario_isPlayed() throws IOException {
    try (Stream<Path> files =
        Files.list(TrialServer.faultInjector().resolve("../../../../etc/faults").normalize())) {
      assertThat(SCORES.keySet())
          .containsAll(
              files.map(file -> file.getFileName().toString().replace(".scenario", "")).toList());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"login-lost", "device-removed", "sessions-dropped"})
  void loginThatWasLost_isMadeGoodWithOne(String scenario) {
    assertThat(score(scenario).getInt("logins")).isEqualTo(ONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pin-refused", "pin-locked"})
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
