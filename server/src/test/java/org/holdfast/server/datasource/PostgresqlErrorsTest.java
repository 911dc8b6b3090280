package org.holdfast.server.datasource;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresqlErrorsTest {

  private final PostgresqlErrors errors = new PostgresqlErrors();

  @ParameterizedTest
  @CsvSource({
    "08006, true",
    "08003, true",
    "57P01, true",
    "57P02, true",
    "57014, false",
    "23505, false",
    "40001, false",
    "53300, false",
  })
  void isExceptionFatal_eachState_isOfTheConnectionOrNot(String state, boolean fatal) {
    assertThat(errors.isExceptionFatal(new SQLException("x", state))).isEqualTo(fatal);
  }

  @Test
  void isExceptionFatal_noState_isNot() {
    assertThat(errors.isExceptionFatal(new SQLException("x"))).isFalse();
  }
}
