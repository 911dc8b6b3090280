package org.holdfast.domain.audit.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AuditRowTest {

  private static final UUID NODE = new UUID(1, 2);
  private static final Instant AT = Instant.parse("2026-11-21T08:00:00.123456Z");

  private static final AuditRow ROW =
      new AuditRow(NODE, 7, AT, "sam", "SIGN_IN", "FAILED", null, null, "");

  /** Rows on disk were sealed with it: it must never give another digest for the same row. */
  @Test
  void digest_ofAKnownRow_isAsItWas() {
    assertThat(ROW.digest().toHex()).isEqualTo(KNOWN);
  }

  @Test
  void digest_anyOtherColumn_isAnother() {
    List<AuditRow> others =
        List.of(
            ROW,
            new AuditRow(new UUID(1, 3), 7, AT, "sam", "SIGN_IN", "FAILED", null, null, ""),
            new AuditRow(NODE, 8, AT, "sam", "SIGN_IN", "FAILED", null, null, ""),
            new AuditRow(NODE, 7, AT.plusNanos(1_000), "sam", "SIGN_IN", "FAILED", null, null, ""),
            new AuditRow(NODE, 7, AT, "sa", "SIGN_IN", "FAILED", null, null, ""),
            new AuditRow(NODE, 7, AT, "sam", "SIGN_OUT", "FAILED", null, null, ""),
            new AuditRow(NODE, 7, AT, "sam", "SIGN_IN", "UNDONE", null, null, ""),
            new AuditRow(NODE, 7, AT, "sam", "SIGN_IN", "FAILED", new UUID(0, 0), null, ""),
            new AuditRow(NODE, 7, AT, "sam", "SIGN_IN", "FAILED", null, "", ""),
            new AuditRow(NODE, 7, AT, "sam", "SIGN_IN", "FAILED", null, null, "x"));

    assertThat(others.stream().map(AuditRow::digest)).doesNotHaveDuplicates();
  }

  /** What moves from one column to its neighbour must show. */
  @Test
  void digest_sameCharactersInOtherColumns_isAnother() {
    AuditRow moved = new AuditRow(NODE, 7, AT, "samS", "IGN_IN", "FAILED", null, null, "");
    AuditRow codeInDetail = new AuditRow(NODE, 7, AT, "sam", "SIGN_IN", "FAILED", null, "x", "");
    AuditRow detail = new AuditRow(NODE, 7, AT, "sam", "SIGN_IN", "FAILED", null, null, "x");

    assertThat(moved.digest()).isNotEqualTo(ROW.digest());
    assertThat(codeInDetail.digest()).isNotEqualTo(detail.digest());
  }

  private static final String KNOWN =
      "48f51baa0f2bf684e7bbc2db6889c6a0f270982dc48b2eac44bbbba42360c386";
}
