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
    assertThat(card.cure()).contains("S114");
    assertThat(report(List.of(Row.L2_SOFTCARD, Row.L2_OCS)).outcome()).isEqualTo(Outcome.SKIPPED);
  }

  private static Finding report(List<Row> rows) {
    Findings findings = new Findings();
    RecoveryCheck.report(rows, findings);
    return findings.all().get(0);
  }
}
