package org.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.holdfast.cli.failure.ExitCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code holdfast hsm ledger} and {@code holdfast hsm rewrap}. */
class LedgerTest extends CommandTest {

  private static final String NEEDS =
      "\"needs\":{\"count\":%d,\"dataKeys\":0,\"heldDataKeys\":%d,\"restoreWallets\":0,\"backups\":%d,\"auditCheckpoints\":0}";

  private static final String LEDGER =
      """
      {"vaultOpen":true,"rootKeys":[
      {"standing":"IN_FORCE","name":"hsm-1","vendor":"softhsm","tokenSerial":"a1b2","keyNumber":2,"checkValue":"9f3c21",%s},
      {"standing":"FORMER","name":"hsm-2","vendor":"softhsm","tokenSerial":"c3 d4","keyNumber":1,"checkValue":"1b80e4",%s},
      {"standing":"ORPHAN","vendor":"softhsm","keyNumber":5,%s}],
      "masterKeys":[{"generation":2,"active":true,"made":"2026-11-21T12:53:21.116Z",%s}]}
      """
          .formatted(
              NEEDS.formatted(7, 4, 3),
              NEEDS.formatted(0, 0, 0),
              NEEDS.formatted(0, 0, 0),
              NEEDS.formatted(1, 0, 1));

  @BeforeEach
  void layDown() {
    environment.put("HOLDFAST_RECOVERY_PASSPHRASE", "recovery passphrase");
    peer().on("GET hsm/ledger", 200, LEDGER);
  }

  private Outcome hsm(String... words) {
    List<String> all = new ArrayList<>(Arrays.asList(words));
    all.addAll(List.of("--home", home.toString(), "--port", peer().port()));
    return runIn("hsm", all.toArray(String[]::new));
  }

  @Test
  void ledger_listsKeysAndWhatNeedsThem() {
    Outcome outcome = hsm("ledger");

    assertThat(outcome.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(outcome.out().lines())
        .containsExactly(
            "Root of Trust keys",
            "KEY  CHECK VALUE  STANDING  NAME   TOKEN  NEEDED BY",
            "2    9f3c21       IN_FORCE  hsm-1  a1b2   4 HSM-held data keys, 3 backups",
            "1    1b80e4       FORMER    hsm-2  c3 d4  nothing",
            "5    -            ORPHAN    -      -      nothing; the next operation on its token destroys it",
            "",
            "Master keys",
            "GENERATION  STANDING  MADE                  NEEDED BY",
            "2           ACTIVE    2026-11-21T12:53:21Z  1 backup");
  }

  @Test
  void ledger_asJson_isWhatTheServerSaid() {
    assertThat(hsm("ledger", "--json").out().strip()).isEqualTo(LEDGER.strip());
  }

  @Test
  void destroyMasterKey_asksForTheGeneration() {
    peer().on("POST hsm/ledger/master-keys/1/destroy", 200, LEDGER);
    typed.add("1");

    Outcome outcome = hsm("ledger", "destroy-master-key", "1");

    assertThat(outcome.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(outcome.out()).isEqualTo("Master key generation 1 is destroyed.\n");
    assertThat(prompts).containsExactly("Type the generation to confirm (1)");
    assertThat(peer().sent("POST hsm/ledger/master-keys/1/destroy"))
        .isEqualTo("{\"confirmation\":\"1\",\"recoveryPassphrase\":\"recovery passphrase\"}");
  }

  @Test
  void destroyMasterKey_anotherNumberTyped_sendsNothing() {
    typed.add("2");

    assertThat(hsm("ledger", "destroy-master-key", "1").exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(hsm("ledger", "destroy-master-key", "1").exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(peer().asked()).noneMatch(asked -> asked.what().startsWith("POST"));
  }

  @Test
  void destroyRootKey_onATokenInForce_needsNoCredential() {
    peer().on("POST hsm/ledger/root-keys/a1b2/1/destroy", 200, LEDGER);

    assertThat(hsm("ledger", "destroy-root-key", "a1b2", "1", "--yes").exitCode())
        .isEqualTo(ExitCode.OK);
    assertThat(peer().sent("POST hsm/ledger/root-keys/a1b2/1/destroy"))
        .isEqualTo("{\"confirmation\":\"1\",\"recoveryPassphrase\":\"recovery passphrase\"}");
  }

  @Test
  void destroyRootKey_onAnotherToken_sendsItsCredential() {
    environment.put("HOLDFAST_HSM_CREDENTIAL", "1234");
    peer().on("POST hsm/ledger/root-keys/c3%20d4/1/destroy", 200, LEDGER);

    assertThat(hsm("ledger", "destroy-root-key", "c3 d4", "1", "--yes").exitCode())
        .isEqualTo(ExitCode.OK);
    assertThat(peer().sent("POST hsm/ledger/root-keys/c3%20d4/1/destroy"))
        .endsWith("\"credential\":\"1234\"}");
  }

  @Test
  void destroyRootKey_refused_tellsWhatNeedsIt() {
    peer()
        .on(
            "POST hsm/ledger/root-keys/a1b2/1/destroy",
            409,
            "{\"code\":\"HF-2030\",\"title\":\"Needed\",\"detail\":\"3 retained backups\",\"cure\":\"Delete them.\"}");

    assertThat(hsm("ledger", "destroy-root-key", "a1b2", "1", "--yes"))
        .isEqualTo(
            new Outcome(
                ExitCode.REFUSED,
                "",
                "Error: HF-2030: Needed: 3 retained backups. Delete them.\n"));
  }

  @Test
  void rewrap_showsHowFarItIs() {
    String key =
        "{\"generation\":3,\"generations\":2,\"total\":100,\"remaining\":40,\"paused\":%s}";
    peer()
        .on(
            "POST hsm/rewrap/pause",
            200,
            key.formatted("true,\"pausedBy\":\"sam\",\"pausedAt\":\"2026-11-21T12:00:00Z\""))
        .on("POST hsm/rewrap/resume", 200, key.formatted("false"))
        .on("GET hsm/master-key", 200, key.formatted("false"));

    assertThat(hsm("rewrap", "pause").out())
        .contains("40 of 100 data keys", "since 2026-11-21T12:00:00Z, by sam");
    assertThat(hsm("rewrap", "resume").out()).contains("Paused             no");
    assertThat(hsm("rewrap", "status").out()).contains("Active generation  3");
  }
}
