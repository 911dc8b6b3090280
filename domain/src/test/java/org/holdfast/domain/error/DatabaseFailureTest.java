package org.holdfast.domain.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
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

  private static @Nullable ErrorCode code(@Nullable VaultException failure) {
    return failure == null ? null : failure.code();
  }
}
