package org.holdfast.domain.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.material.Algorithm;
import org.holdfast.domain.material.ObjectType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttributeRulesTest {

  @ParameterizedTest
  @CsvSource({
    "activation-date, 2030-01-01T01:00:00+01:00, 2030-01-01T00:00:00Z",
    "deactivation-date, 2030-01-01T00:00:00.123456Z, 2030-01-01T00:00:00.123Z",
    "usage, 'DECRYPT, ENCRYPT', 'ENCRYPT,DECRYPT'",
    "usage, '', ''",
    "rotation-days, 090, 90",
    "scheme, AES_GCM, AES_GCM",
    "description, '  of the payroll ', of the payroll",
    "x.env, prod, prod",
    "x.a-b_c.D9, '', ''",
  })
  void check_value_isBroughtIntoTheFormItIsKeptIn(String name, String given, String kept) {
    assertThat(check(name, given)).containsEntry(name, kept);
  }

  @ParameterizedTest
  @CsvSource({
    "scheme, ED25519",
    "activation-date, tomorrow",
    "activation-date, 2030-01-01T00:00:00",
    "activation-date, 1969-12-31T23:59:59Z",
    "protect-stop-date, +10000-01-01T00:00:00Z",
    "usage, FLY",
    "usage, SIGN",
    "rotation-days, 0",
    "rotation-days, 3651",
    "rotation-days, often",
    "scheme, ROT13",
    "name, other",
    "cert.subject, CN=other",
    "link.NEXT, 00000000-0000-0001-0000-000000000002",
    "colour, green",
  })
  void check_wrongOrNotForUsers_isRefusedByItsName(String name, String given) {
    assertThatExceptionOfType(VaultException.class)
        .isThrownBy(() -> check(name, given))
        .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.INPUT_INVALID))
        .satisfies(failure -> assertThat(failure.field()).isEqualTo(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x.", "x.9", "x.a b", "x.ä", "x.-"})
  void check_customNameThatIsNone_isRefused(String name) {
    assertRefused(() -> check(name, "v"));
  }

  @Test
  void check_customNameAndValueAtTheirLimits_areTaken() {
    String name = "x.a" + "b".repeat(63);
    String value = "v".repeat(AttributeRules.MAX_VALUE);

    assertThat(check(name, value)).containsEntry(name, value);
    assertRefused(() -> check(name + "b", value));
    assertRefused(() -> check(name, value + "v"));
    assertRefused(() -> check(name, "line\nbreak"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"description", "usage", "activation-date", "rotation-days", "x.env"})
  void check_null_takesAwayWhatUsersMaySet(String name) {
    assertThat(check(name, null)).containsEntry(name, null);
  }

  @ParameterizedTest
  @ValueSource(strings = {"name", "cert.subject", "link.NEXT", "colour"})
  void check_nullOfWhatUsersDoNotSet_isRefused(String name) {
    assertRefused(() -> check(name, null));
  }

  @Test
  void check_rotationOfACertificate_isRefused() {
    assertRefused(
        () ->
            AttributeRules.check(
                ObjectType.CERTIFICATE, null, Map.of(ObjectAttributes.ROTATION_DAYS, "30")));
  }

  @Test
  void checkTogether_customAttributes_areLimitedInNumber() {
    Map<String, String> many = new HashMap<>();
    for (int i = 0; i < AttributeRules.MAX_CUSTOM; i++) {
      many.put("x.a" + i, "v");
    }

    assertThatCode(() -> AttributeRules.checkTogether(ObjectAttributes.of(many)))
        .doesNotThrowAnyException();
    many.put("x.b", "v");
    assertRefused(() -> AttributeRules.checkTogether(ObjectAttributes.of(many)));
  }

  @ParameterizedTest
  @CsvSource({
    "activation-date, deactivation-date",
    "activation-date, process-start-date",
    "activation-date, protect-stop-date",
    "protect-stop-date, deactivation-date",
  })
  void checkTogether_datesInTheWrongOrder_areRefused(String earlier, String later) {
    assertRefused(
        () ->
            AttributeRules.checkTogether(
                ObjectAttributes.of(
                    Map.of(earlier, "2030-01-02T00:00:00Z", later, "2030-01-01T00:00:00Z"))));
  }

  private static Map<String, @Nullable String> check(String name, @Nullable String value) {
    Map<String, @Nullable String> changes = new HashMap<>();
    changes.put(name, value);
    return AttributeRules.check(ObjectType.SYMMETRIC_KEY, Algorithm.AES, changes);
  }

  private static void assertRefused(ThrowingCallable call) {
    assertThatExceptionOfType(VaultException.class)
        .isThrownBy(call)
        .extracting(VaultException::code)
        .isEqualTo(ErrorCode.INPUT_INVALID);
  }
}
