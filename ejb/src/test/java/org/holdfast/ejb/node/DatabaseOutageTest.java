package org.holdfast.ejb.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import javax.transaction.xa.XAException;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.junit.jupiter.api.Test;

class DatabaseOutageTest {

  @Test
  void isCauseOf_whateverItMadeFail() {
    SQLException gone = new SQLException("x", "08006");

    assertThat(DatabaseOutage.isCauseOf(new IllegalStateException(new RuntimeException(gone))))
        .isTrue();
    assertThat(DatabaseOutage.isCauseOf(new VaultException(ErrorCode.DATABASE_AWAY))).isTrue();
    assertThat(DatabaseOutage.leftOut(gone)).isNull();
  }

  @Test
  void isCauseOf_commitThatTheOutageMadeFail() {
    assertThat(DatabaseOutage.isCauseOf(failedCommit("57P01"))).isTrue();
    assertThat(DatabaseOutage.isCauseOf(failedCommit("40001"))).isFalse();
  }

  @Test
  void isCauseOf_nothingElse() {
    Throwable other = new IllegalStateException(new SQLException("x", "53300"));

    assertThat(DatabaseOutage.isCauseOf(other)).isFalse();
    assertThat(DatabaseOutage.isCauseOf(new VaultException(ErrorCode.INTERNAL_ERROR))).isFalse();
    assertThat(DatabaseOutage.leftOut(other)).isSameAs(other);
  }

  private static Exception failedCommit(String state) {
    XAException outcome = new XAException("could not commit");
    outcome.initCause(new SQLException("below", state));
    Exception mixed = new IllegalStateException("mixed");
    mixed.addSuppressed(outcome);
    return new IllegalStateException(mixed);
  }
}
