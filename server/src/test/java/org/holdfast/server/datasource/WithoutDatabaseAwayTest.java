package org.holdfast.server.datasource;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import javax.transaction.xa.XAException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WithoutDatabaseAwayTest {

  private final WithoutDatabaseAway filter = new WithoutDatabaseAway();

  @ParameterizedTest
  @CsvSource({
    "08001, false",
    "08003, false",
    "08006, false",
    "57P01, false",
    "57P03, false",
    "23505, true",
    "53300, true",
    "57014, true",
    ", true",
  })
  void isLoggable_byTheCauseFarBelow(@Nullable String state, boolean logged) {
    SQLException below = new SQLException("below", state);
    Exception thrown = new IllegalStateException(new SQLException("no connection", below));

    assertThat(filter.isLoggable(entry(thrown))).isEqualTo(logged);
  }

  @Test
  void isLoggable_withoutACause_passes() {
    assertThat(filter.isLoggable(entry(null))).isTrue();
    assertThat(filter.isLoggable(entry(new IllegalStateException("not of the database")))).isTrue();
  }

  @Test
  void isLoggable_commitThatTheOutageMadeFail_isLeftOut_andOthersPass() {
    assertThat(filter.isLoggable(entry(failedCommit("57P01")))).isFalse();
    assertThat(filter.isLoggable(entry(failedCommit("40001")))).isTrue();
  }

  private static Exception failedCommit(String state) {
    XAException outcome = new XAException("could not commit");
    outcome.initCause(new SQLException("below", state));
    Exception heuristic = new IllegalStateException("mixed");
    heuristic.addSuppressed(outcome);
    return new IllegalStateException(heuristic);
  }

  private static LogRecord entry(@Nullable Throwable thrown) {
    LogRecord entry = new LogRecord(Level.SEVERE, "failed");
    entry.setThrown(thrown);
    return entry;
  }
}
