package org.holdfast.domain.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.material.Algorithm;
import org.holdfast.domain.material.ObjectType;
import org.holdfast.domain.material.Usage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecurityObjectTest {

  private static final Instant NOW = Instant.parse("2030-06-01T12:00:00Z");
  private static final String BEFORE = NOW.minus(Duration.ofDays(1)).toString();
  private static final String AFTER = NOW.plus(Duration.ofDays(1)).toString();

  @ParameterizedTest
  @CsvSource({
    "PRE_ACTIVE, , , PRE_ACTIVE",
    "PRE_ACTIVE, after, , PRE_ACTIVE",
    "PRE_ACTIVE, before, , ACTIVE",
    "PRE_ACTIVE, before, before, DEACTIVATED",
    "ACTIVE, before, after, ACTIVE",
    "ACTIVE, before, before, DEACTIVATED",
    "COMPROMISED, before, before, COMPROMISED",
    "DESTROYED, before, before, DESTROYED",
  })
  void stateAt_datesThatHavePassed_count(
      ObjectState recorded, String activation, String deactivation, ObjectState effective) {
    Map<String, String> dates = new java.util.HashMap<>();
    put(dates, ObjectAttributes.ACTIVATION, activation);
    put(dates, ObjectAttributes.DEACTIVATION, deactivation);

    assertThat(key(recorded, dates).stateAt(NOW)).isEqualTo(effective);
  }

  @Test
  void stateAt_theVeryMoment_hasPassed() {
    assertThat(
            key(ObjectState.PRE_ACTIVE, Map.of(ObjectAttributes.ACTIVATION, NOW.toString()))
                .stateAt(NOW))
        .isEqualTo(ObjectState.ACTIVE);
  }

  @Test
  void usage_notSet_isWhatTheAlgorithmIsFor() {
    assertThat(key(ObjectState.ACTIVE, Map.of()).usage())
        .isEqualTo(Usage.defaults(ObjectType.SYMMETRIC_KEY, Algorithm.AES));
  }

  @Test
  void usage_setToNothing_isNothing() {
    assertThat(key(ObjectState.ACTIVE, Map.of(ObjectAttributes.USAGE, "")).usage()).isEmpty();
  }

  @Test
  void checkUse_activeWithTheUsage_passes() {
    SecurityObject key = key(ObjectState.ACTIVE, Map.of());

    for (Usage usage : EnumSet.of(Usage.ENCRYPT, Usage.DECRYPT)) {
      assertThatCode(() -> key.checkUse(usage, NOW)).doesNotThrowAnyException();
    }
  }

  @Test
  void checkUse_deactivated_decryptsAndDoesNotEncrypt() {
    SecurityObject key = key(ObjectState.DEACTIVATED, Map.of());

    assertThatCode(() -> key.checkUse(Usage.DECRYPT, NOW)).doesNotThrowAnyException();
    assertRefused(ErrorCode.STATE_NOT_ALLOWED, () -> key.checkUse(Usage.ENCRYPT, NOW));
  }

  @Test
  void checkUse_destroyed_isRefusedAsSuch() {
    assertRefused(
        ErrorCode.OBJECT_DESTROYED,
        () -> key(ObjectState.DESTROYED, Map.of()).checkUse(Usage.DECRYPT, NOW));
  }

  @Test
  void checkUse_outsideTheMask_isRefused() {
    SecurityObject key = key(ObjectState.ACTIVE, Map.of(ObjectAttributes.USAGE, "DECRYPT"));

    assertRefused(ErrorCode.USE_NOT_ALLOWED, () -> key.checkUse(Usage.ENCRYPT, NOW));
  }

  @Test
  void checkUse_processStartToCome_encryptsAndDoesNotDecrypt() {
    SecurityObject key = key(ObjectState.ACTIVE, Map.of(ObjectAttributes.PROCESS_START, AFTER));

    assertThatCode(() -> key.checkUse(Usage.ENCRYPT, NOW)).doesNotThrowAnyException();
    assertRefused(ErrorCode.STATE_NOT_ALLOWED, () -> key.checkUse(Usage.DECRYPT, NOW));
  }

  @Test
  void checkUse_protectStopPassed_decryptsAndDoesNotEncrypt() {
    SecurityObject key = key(ObjectState.ACTIVE, Map.of(ObjectAttributes.PROTECT_STOP, BEFORE));

    assertThatCode(() -> key.checkUse(Usage.DECRYPT, NOW)).doesNotThrowAnyException();
    assertRefused(ErrorCode.STATE_NOT_ALLOWED, () -> key.checkUse(Usage.ENCRYPT, NOW));
  }

  private static void put(Map<String, String> dates, String name, String when) {
    if (when != null) {
      dates.put(name, when.equals("before") ? BEFORE : AFTER);
    }
  }

  private static SecurityObject key(ObjectState state, Map<String, String> attributes) {
    return new SecurityObject(
        new ObjectId(new UUID(1, 1)),
        "k",
        ObjectType.SYMMETRIC_KEY,
        Algorithm.AES,
        256,
        1,
        state,
        NOW,
        NOW,
        "kim",
        new UUID(2, 2),
        true,
        ObjectAttributes.of(attributes),
        Set.of(),
        false,
        new UUID(3, 3));
  }

  private static void assertRefused(ErrorCode code, ThrowingCallable call) {
    assertThatExceptionOfType(VaultException.class)
        .isThrownBy(call)
        .extracting(VaultException::code)
        .isEqualTo(code);
  }
}
