package org.holdfast.web.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RevisionTest {

  private static final UUID REVISION = UUID.fromString("019aa5c0-7d4e-7000-8000-000000000001");
  private static final String TAG = "\"019aa5c0-7d4e-7000-8000-000000000001\"";

  @Test
  void tag_isTheRevisionInQuotes() {
    assertThat(Revision.tag(REVISION)).isEqualTo(TAG);
  }

  @Test
  void wanted_ofATag_isTheRevision() {
    assertThat(Revision.wanted(TAG)).isEqualTo(REVISION);
    assertThat(Revision.wanted("  " + TAG + " ")).isEqualTo(REVISION);
  }

  @Test
  void wanted_ofNothingOrAny_isNone() {
    assertThat(Revision.wanted((String) null)).isNull();
    assertThat(Revision.wanted("*")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "W/\"019aa5c0-7d4e-7000-8000-000000000001\"",
        "\"abc\"",
        "\"\"",
        "\"019AA5C0-7d4e-7000-8000-000000000001\"",
        "\"1-1-1-1-1\""
      })
  void wanted_ofATagThatNothingHereHas_isStale(String header) {
    assertThat(codeOf(() -> Revision.wanted(header))).isEqualTo(ErrorCode.REVISION_STALE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "abc",
        "019aa5c0-7d4e-7000-8000-000000000001",
        "\"a",
        "\"a\"b\"",
        "\"a\", \"b\""
      })
  void wanted_ofWhatIsNoTag_isRefusedAtTheHeader(String header) {
    assertThatThrownBy(() -> Revision.wanted(header))
        .isInstanceOfSatisfying(
            VaultException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.INPUT_INVALID);
              assertThat(e.field()).isEqualTo("If-Match");
            });
  }

  @Test
  void isKnown_ofAListWithTheTag_weakOrNot() {
    assertThat(Revision.isKnown("\"x\", " + TAG, REVISION)).isTrue();
    assertThat(Revision.isKnown("W/" + TAG, REVISION)).isTrue();
    assertThat(Revision.isKnown("*", REVISION)).isTrue();
    assertThat(Revision.isKnown("\"x\"", REVISION)).isFalse();
    assertThat(Revision.isKnown((String) null, REVISION)).isFalse();
  }

  @Test
  void isKnown_ofAnEndlessHeader_isRefused() {
    assertThat(codeOf(() -> Revision.isKnown("\"x\",".repeat(1_000), REVISION)))
        .isEqualTo(ErrorCode.INPUT_INVALID);
  }

  @Test
  void check_ofAnotherRevision_isStale() {
    Revision.check(null, REVISION);
    Revision.check(REVISION, REVISION);
    assertThat(codeOf(() -> Revision.check(new UUID(0, 1), REVISION)))
        .isEqualTo(ErrorCode.REVISION_STALE);
  }

  private static ErrorCode codeOf(Runnable call) {
    try {
      call.run();
    } catch (VaultException e) {
      return e.code();
    }
    throw new AssertionError("nothing was refused");
  }
}
