package org.holdfast.domain.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import javax.transaction.xa.XAException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseFailureTest {

  @ParameterizedTest
  @CsvSource({
    "08006,DATABASE_AWAY",
    "57P01,DATABASE_AWAY",
    "53100,DATABASE_FULL",
    "53300,DATABASE_BUSY",
    "53200,DATABASE_SHORT",
    "53400,DATABASE_SHORT",
    "53000,DATABASE_SHORT"
  })
  void of_whatTheDatabaseLacks_isItsCode(String state, ErrorCode expected) {
    SQLException failure = new SQLException("x", state);

    assertThat(code(DatabaseFailure.of(failure))).isEqualTo(expected);
    assertThat(
            code(
                DatabaseFailure.inCausesOf(
                    new IllegalStateException(new RuntimeException(failure)))))
        .isEqualTo(expected);
  }

  @Test
  void of_whatIsWrongWithTheStatement_isNone() {
    assertThat(DatabaseFailure.of(new SQLException("x", "23505"))).isNull();
    assertThat(DatabaseFailure.of(new SQLException("x"))).isNull();
    assertThat(DatabaseFailure.inCausesOf(new IllegalStateException("x"))).isNull();
  }

  @Test
  void isAway_asTheCauseOfAnything_isSo() {
    SQLException gone = new SQLException("x", "08006");

    assertThat(DatabaseFailure.isAway(new IllegalStateException(new RuntimeException(gone))))
        .isTrue();
    assertThat(DatabaseFailure.isAway(new VaultException(ErrorCode.DATABASE_AWAY))).isTrue();
    assertThat(DatabaseFailure.unlessAway(gone)).isNull();
  }

  @Test
  void isAway_commitThatTheOutageMadeFail_isSo() {
    assertThat(DatabaseFailure.isAway(failedCommit("57P01"))).isTrue();
    assertThat(DatabaseFailure.isAway(failedCommit("40001"))).isFalse();
  }

  @Test
  void isAway_whatElseFails_isNot() {
    Throwable other = new IllegalStateException(new SQLException("x", "53300"));

    assertThat(DatabaseFailure.isAway(other)).isFalse();
    assertThat(DatabaseFailure.isAway(new VaultException(ErrorCode.INTERNAL_ERROR))).isFalse();
    assertThat(DatabaseFailure.unlessAway(other)).isSameAs(other);
  }

  private static Exception failedCommit(String state) {
    XAException outcome = new XAException("could not commit");
    outcome.initCause(new SQLException("below", state));
    Exception mixed = new IllegalStateException("mixed");
    mixed.addSuppressed(outcome);
    return new IllegalStateException(mixed);
  }

  private static @Nullable ErrorCode code(@Nullable VaultException failure) {
    return failure == null ? null : failure.code();
  }
}
