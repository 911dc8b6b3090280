package org.holdfast.domain.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ObjectStateTest {

  /**
   * KMIP 2.1, 4.57: every pair of states. Rows are from, columns to, in the order of the states; x
   * is a transition.
   */
  private static final String TRANSITIONS =
      """
      PRE_ACTIVE             . x . x x .
      ACTIVE                 . . x x . .
      DEACTIVATED            . . . x x .
      COMPROMISED            . . . . . x
      DESTROYED              . . . . . x
      DESTROYED_COMPROMISED  . . . . . .
      """;

  static Stream<Arguments> transitions() {
    ObjectState[] columns = ObjectState.values();
    return TRANSITIONS
        .lines()
        .map(line -> line.split("\\s+"))
        .flatMap(
            row ->
                IntStream.range(0, columns.length)
                    .mapToObj(
                        column ->
                            Arguments.of(
                                ObjectState.valueOf(row[0]),
                                columns[column],
                                row[1 + column].equals("x"))));
  }

  @ParameterizedTest
  @MethodSource("transitions")
  void to_eachPairOfStates_isAsTheTableHasIt(ObjectState from, ObjectState to, boolean allowed) {
    if (allowed) {
      assertThat(from.to(to)).isEqualTo(to);
    } else {
      assertThatExceptionOfType(VaultException.class)
          .isThrownBy(() -> from.to(to))
          .extracting(VaultException::code)
          .isEqualTo(from.isDestroyed() ? ErrorCode.OBJECT_DESTROYED : ErrorCode.STATE_NOT_ALLOWED);
    }
  }

  @Test
  void transitions_all_areThirtySixPairs() {
    assertThat(transitions()).hasSize(36);
  }

  @ParameterizedTest
  @CsvSource({
    "PRE_ACTIVE, DESTROYED",
    "DEACTIVATED, DESTROYED",
    "COMPROMISED, DESTROYED_COMPROMISED",
  })
  void destroyed_stateThatMayBe_keepsWhetherItWasCompromised(ObjectState state, ObjectState after) {
    assertThat(state.destroyed()).isEqualTo(after);
  }

  @Test
  void destroyed_active_saysWhatMayFollow() {
    assertThatExceptionOfType(VaultException.class)
        .isThrownBy(ObjectState.ACTIVE::destroyed)
        .satisfies(
            failure -> {
              assertThat(failure.code()).isEqualTo(ErrorCode.STATE_NOT_ALLOWED);
              assertThat(failure.detail()).contains("Deactivated", "Compromised");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "ACTIVE, CESSATION_OF_OPERATION, DEACTIVATED",
    "ACTIVE, UNSPECIFIED, DEACTIVATED",
    "ACTIVE, KEY_COMPROMISE, COMPROMISED",
    "PRE_ACTIVE, KEY_COMPROMISE, COMPROMISED",
    "DEACTIVATED, CA_COMPROMISE, COMPROMISED",
    "DESTROYED, KEY_COMPROMISE, DESTROYED_COMPROMISED",
  })
  void revoked_stateThatMayBe_followsTheReason(
      ObjectState state, Revocation.Reason reason, ObjectState after) {
    assertThat(state.revoked(reason)).isEqualTo(after);
  }

  @ParameterizedTest
  @CsvSource({
    "PRE_ACTIVE, SUPERSEDED",
    "DEACTIVATED, SUPERSEDED",
    "COMPROMISED, KEY_COMPROMISE",
    "DESTROYED, SUPERSEDED",
    "DESTROYED_COMPROMISED, KEY_COMPROMISE",
  })
  void revoked_stateThatMayNot_isRefused(ObjectState state, Revocation.Reason reason) {
    assertThatExceptionOfType(VaultException.class).isThrownBy(() -> state.revoked(reason));
  }

  @ParameterizedTest
  @CsvSource({
    "PRE_ACTIVE, false, false",
    "ACTIVE, true, true",
    "DEACTIVATED, false, true",
    "COMPROMISED, false, true",
    "DESTROYED, false, false",
    "DESTROYED_COMPROMISED, false, false",
  })
  void use_eachState_protectsAndProcessesAsKmipSays(
      ObjectState state, boolean protects, boolean processes) {
    assertThat(state.mayProtect()).isEqualTo(protects);
    assertThat(state.mayProcess()).isEqualTo(processes);
  }

  @ParameterizedTest
  @EnumSource
  void isDestroyed_eachState_isTrueOfTheLastTwo(ObjectState state) {
    assertThat(state.isDestroyed()).isEqualTo(state.name().startsWith("DESTROYED"));
  }
}
