package org.holdfast.domain.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.holdfast.domain.doctor.RecoveryCheck.Row;
import org.junit.jupiter.api.Test;

class RecoveryCheckTest {

  private static final String LEVEL_3 = " state 0x3737000c Initialised Usable StrictFIPS140";
  private static final String LEVEL_2 = " state 0x3727000c Initialised Usable !StrictFIPS140";

  @Test
  void row_isChosenByLevelAndProtection() {
    assertThat(RecoveryCheck.rows(LEVEL_2, "loadshared accelerator"))
        .containsExactly(Row.L2_MODULE);
    assertThat(RecoveryCheck.rows(LEVEL_3, "operators"))
        .containsExactly(Row.L3_SOFTCARD, Row.L3_OCS);
    assertThat(RecoveryCheck.rows("", "")).containsExactly(Row.values());
  }

  @Test
  void finding_saysWhetherSomebodyMustLeaveACard() {
    assertThat(report(List.of(Row.L2_MODULE)).outcome()).isEqualTo(Outcome.PASS);
    Finding card = report(List.of(Row.L3_SOFTCARD, Row.L3_OCS));
    assertThat(card.outcome()).isEqualTo(Outcome.WARN);
    assertThat(report(List.of(Row.L2_SOFTCARD, Row.L2_OCS)).outcome()).isEqualTo(Outcome.SKIPPED);
  }

  /** S113, as the table has it. */
  @Test
  void table_isThatOfTheDocument() {
    assertThat(Row.values())
        .extracting(Row::toString)
        .containsExactly(
            "FIPS 140 level 2, module: comes back by itself",
            "FIPS 140 level 2, softcard: comes back by itself",
            "FIPS 140 level 2, OCS: comes back by itself if the set is 1-of-N, all cards have the same passphrase, and a card is left in the slot of every HSM",
            "FIPS 140 level 3, module: needs an operator card in the slot of every HSM, for FIPS authorization alone",
            "FIPS 140 level 3, softcard: needs an operator card in the slot of every HSM, for FIPS authorization alone",
            "FIPS 140 level 3, OCS: needs the operator card in the slot of every HSM; it gives FIPS authorization and loads the key");
  }

  /** S114: each caution where it applies. */
  @Test
  void cautions_areThoseOfTheRow() {
    assertThat(cautions(Row.L2_MODULE)).isEmpty();
    assertThat(cautions(Row.L2_SOFTCARD)).isEmpty();
    assertThat(cautions(Row.L2_OCS))
        .containsExactly("Card in every slot", "No remote administration", "Persistent cards");
    assertThat(cautions(Row.L3_MODULE))
        .containsExactly(
            "Card in every slot",
            "Card for FIPS authorization alone",
            "No administrator cards",
            "No remote administration");
    assertThat(cautions(Row.L3_SOFTCARD)).isEqualTo(cautions(Row.L3_MODULE));
    assertThat(cautions(Row.L3_OCS))
        .containsExactly(
            "Card in every slot",
            "No administrator cards",
            "No remote administration",
            "Persistent cards");
  }

  @Test
  void autoLogin_thatIsNotSet_isMissed() {
    assertThat(autoLogin(true)).isEqualTo(Outcome.PASS);
    assertThat(autoLogin(false)).isEqualTo(Outcome.WARN);
  }

  private static Outcome autoLogin(boolean isStored) {
    Findings findings = new Findings();
    RecoveryCheck.autoLogin(isStored, findings);
    return findings.all().get(0).outcome();
  }

  private static List<String> cautions(Row row) {
    Findings findings = new Findings();
    RecoveryCheck.cautions(List.of(row), findings);
    return findings.all().stream()
        .map(finding -> finding.title().replace("Recovery: ", ""))
        .toList();
  }

  private static Finding report(List<Row> rows) {
    Findings findings = new Findings();
    RecoveryCheck.report(rows, findings);
    return findings.all().get(0);
  }
}
