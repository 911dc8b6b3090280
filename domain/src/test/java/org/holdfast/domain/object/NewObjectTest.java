package org.holdfast.domain.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.holdfast.domain.material.ObjectType.SECRET_DATA;
import static org.holdfast.domain.material.ObjectType.SYMMETRIC_KEY;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.holdfast.domain.access.WalletId;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.material.Algorithm;
import org.holdfast.domain.material.ObjectType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NewObjectTest {

  static List<String> goodNames() {
    return List.of("a", "payroll db, 2026", "Schlüssel", "鍵", "\uD83D\uDD11", "x".repeat(255));
  }

  static List<String> badNames() {
    return List.of(
        "",
        "   ",
        "x".repeat(256),
        "two\nlines",
        "tab\there",
        "nul\0",
        "del\u007F",
        "next line\u0085here",
        "c1\u009Bhere",
        "line\u2028separator",
        "paragraph\u2029separator",
        "half a \uD83D pair");
  }

  @ParameterizedTest
  @MethodSource("goodNames")
  void name_visibleText_isTaken(String name) {
    assertThat(NewObject.of(name, SECRET_DATA, null).name()).isEqualTo(name);
  }

  @Test
  void name_spaceAround_isStripped() {
    assertThat(NewObject.of("  payroll \t\n", SECRET_DATA, null).name()).isEqualTo("payroll");
  }

  @ParameterizedTest
  @MethodSource("badNames")
  void name_emptyTooLongOrWithControls_isRefused(String name) {
    assertRefused(ErrorCode.INPUT_INVALID, "name", () -> NewObject.of(name, SECRET_DATA, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Holdfast Endpoint CA", "holdfast x", "HOLDFAST  x", "  Holdfast x"})
  void name_ofTheVaultsOwn_isRefused(String name) {
    assertRefused(ErrorCode.INPUT_INVALID, "name", () -> NewObject.of(name, SECRET_DATA, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Holdfast", "Holdfasts", "holdfast-backup", "my Holdfast key"})
  void name_nearTheVaultsOwn_isTaken(String name) {
    assertThat(NewObject.of(name, SECRET_DATA, null).name()).isEqualTo(name);
  }

  @Test
  void symmetricKey_noAlgorithm_isRefused() {
    assertRefused(
        ErrorCode.INPUT_MISSING, "algorithm", () -> NewObject.of("k", SYMMETRIC_KEY, null));
  }

  @ParameterizedTest
  @EnumSource
  void symmetricKey_eachAlgorithm_isTaken(Algorithm algorithm) {
    assertThat(NewObject.of("k", SYMMETRIC_KEY, algorithm).algorithm()).isEqualTo(algorithm);
  }

  @Test
  void secretData_withAlgorithm_isRefused() {
    assertRefused(
        ErrorCode.INPUT_INVALID, "algorithm", () -> NewObject.of("s", SECRET_DATA, Algorithm.AES));
  }

  @ParameterizedTest
  @EnumSource(names = {"CERTIFICATE", "PUBLIC_KEY"})
  void notExtractable_ofWhatIsPublic_isRefused(ObjectType type) {
    assertRefused(
        ErrorCode.INPUT_INVALID,
        "extractable",
        () -> new NewObject("o", type, null, null, false, Map.of(), Set.of()));
  }

  @Test
  void wallets_moreThanAnObjectMayBeIn_isRefused() {
    Set<WalletId> many =
        LongStream.range(0, 33)
            .mapToObj(i -> new WalletId(new UUID(0, i)))
            .collect(Collectors.toSet());

    assertRefused(
        ErrorCode.INPUT_INVALID,
        "wallets",
        () -> new NewObject("o", SECRET_DATA, null, null, true, Map.of(), many));
  }

  @Test
  void initialAttributes_datesInTheWrongOrder_areRefused() {
    NewObject key =
        new NewObject(
            "k",
            SYMMETRIC_KEY,
            Algorithm.AES,
            256,
            true,
            Map.of(
                ObjectAttributes.ACTIVATION, "2030-01-02T00:00:00Z",
                ObjectAttributes.DEACTIVATION, "2030-01-01T00:00:00Z"),
            Set.of());

    assertRefused(
        ErrorCode.INPUT_INVALID,
        ObjectAttributes.DEACTIVATION,
        () -> key.initialAttributes(Algorithm.AES));
  }

  private static void assertRefused(ErrorCode code, String field, ThrowingCallable call) {
    assertThatExceptionOfType(VaultException.class)
        .isThrownBy(call)
        .satisfies(
            failure -> {
              assertThat(failure.code()).isEqualTo(code);
              assertThat(failure.field()).isEqualTo(field);
            });
  }
}
