package org.holdfast.domain.object;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ObjectStateTest {

  @ParameterizedTest
  @CsvSource({
    "PRE_ACTIVE, DESTROYED",
    "ACTIVE, DESTROYED",
    "DEACTIVATED, DESTROYED",
    "COMPROMISED, DESTROYED_COMPROMISED",
    "DESTROYED, DESTROYED",
    "DESTROYED_COMPROMISED, DESTROYED_COMPROMISED",
  })
  void destroyed_eachState_keepsWhetherItWasCompromised(ObjectState state, ObjectState after) {
    assertThat(state.destroyed()).isEqualTo(after);
  }

  @ParameterizedTest
  @EnumSource
  void isDestroyed_eachState_isTrueOfTheLastTwo(ObjectState state) {
    assertThat(state.isDestroyed()).isEqualTo(state.name().startsWith("DESTROYED"));
    assertThat(state.destroyed().isDestroyed()).isTrue();
  }
}
