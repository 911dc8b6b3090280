package org.holdfast.domain.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointStateTest {

  /** The whole table: each state before, each state after. */
  @ParameterizedTest
  @CsvSource({
    "REGISTERED, REGISTERED, no",
    "REGISTERED, ENROLLED,   yes",
    "REGISTERED, SUSPENDED,  no",
    "REGISTERED, DELETED,    yes",
    "ENROLLED,   REGISTERED, yes",
    "ENROLLED,   ENROLLED,   yes",
    "ENROLLED,   SUSPENDED,  yes",
    "ENROLLED,   DELETED,    yes",
    "SUSPENDED,  REGISTERED, yes",
    "SUSPENDED,  ENROLLED,   yes",
    "SUSPENDED,  SUSPENDED,  no",
    "SUSPENDED,  DELETED,    yes",
    "DELETED,    REGISTERED, no",
    "DELETED,    ENROLLED,   no",
    "DELETED,    SUSPENDED,  no",
    "DELETED,    DELETED,    no"
  })
  void to_eachPair_isAsTheTableSays(EndpointState from, EndpointState to, String allowed) {
    assertThat(from.next().contains(to)).isEqualTo(Table.isYes(allowed));
    if (Table.isYes(allowed)) {
      assertThat(from.to(to)).isEqualTo(to);
    } else {
      assertThatExceptionOfType(VaultException.class)
          .isThrownBy(() -> from.to(to))
          .withMessageContaining(from.displayName())
          .extracting(VaultException::code)
          .isEqualTo(ErrorCode.ENDPOINT_STATE);
    }
  }

  @Test
  void states_areThoseOfTheTable() {
    assertThat(EndpointState.values()).hasSize(4);
  }
}
