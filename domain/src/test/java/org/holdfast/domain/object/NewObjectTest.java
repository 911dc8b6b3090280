package org.holdfast.domain.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.holdfast.domain.material.ObjectType.SECRET_DATA;
import static org.holdfast.domain.material.ObjectType.SYMMETRIC_KEY;

import java.security.SecureRandom;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.material.Algorithm;
import org.holdfast.domain.material.ObjectType;
import org.holdfast.domain.secret.SecretBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
    assertThat(new NewObject(name, SECRET_DATA, null).name()).isEqualTo(name);
  }

  @Test
  void name_spaceAround_isStripped() {
    assertThat(new NewObject("  payroll \t\n", SECRET_DATA, null).name()).isEqualTo("payroll");
  }

  @ParameterizedTest
  @MethodSource("badNames")
  void name_emptyTooLongOrWithControls_isRefused(String name) {
    assertRefused(ErrorCode.INPUT_INVALID, "name", () -> new NewObject(name, SECRET_DATA, null));
  }

  @Test
  void symmetricKey_noAlgorithm_isRefused() {
    assertRefused(
        ErrorCode.INPUT_MISSING, "algorithm", () -> new NewObject("k", SYMMETRIC_KEY, null));
  }

  @ParameterizedTest
  @EnumSource
  void symmetricKey_eachAlgorithm_isTaken(Algorithm algorithm) {
    assertThat(new NewObject("k", SYMMETRIC_KEY, algorithm).algorithm()).isEqualTo(algorithm);
  }

  @Test
  void secretData_withAlgorithm_isRefused() {
    assertRefused(
        ErrorCode.INPUT_INVALID, "algorithm", () -> new NewObject("s", SECRET_DATA, Algorithm.AES));
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"SYMMETRIC_KEY", "SECRET_DATA"})
  void type_notSupportedYet_isRefused(ObjectType type) {
    assertRefused(
        ErrorCode.OBJECT_TYPE_NOT_SUPPORTED, "type", () -> new NewObject("o", type, null));
    assertRefused(
        ErrorCode.OBJECT_TYPE_NOT_SUPPORTED, "type", () -> new NewObject("o", type, Algorithm.AES));
  }

  @ParameterizedTest
  @CsvSource({
    "AES, 128",
    "AES, 192",
    "AES, 256",
    "TRIPLE_DES, 192",
    "CHACHA20, 256",
    "HMAC_SHA256, 256",
    "HMAC_SHA384, 384",
    "HMAC_SHA512, 512",
  })
  void check_lengthThatTheAlgorithmHas_isTaken(Algorithm algorithm, int bits) {
    NewObject key = new NewObject("k", SYMMETRIC_KEY, algorithm);

    assertThatCode(() -> key.check(material(bits / 8))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "AES, 0",
    "AES, 120",
    "AES, 136",
    "AES, 512",
    "TRIPLE_DES, 128",
    "CHACHA20, 128",
    "HMAC_SHA256, 512",
    "HMAC_SHA384, 256",
    "HMAC_SHA512, 256",
  })
  void check_lengthThatTheAlgorithmLacks_isRefused(Algorithm algorithm, int bits) {
    NewObject key = new NewObject("k", SYMMETRIC_KEY, algorithm);

    assertRefused(
        ErrorCode.OBJECT_MATERIAL_INVALID, "material", () -> key.check(material(bits / 8)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 15, NewObject.MAX_MATERIAL_BYTES})
  void check_secretDataUpToTheLimit_isTaken(int size) {
    NewObject secret = new NewObject("s", SECRET_DATA, null);

    assertThatCode(() -> secret.check(material(size))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, NewObject.MAX_MATERIAL_BYTES + 1})
  void check_secretDataEmptyOrTooLong_isRefused(int size) {
    NewObject secret = new NewObject("s", SECRET_DATA, null);

    assertRefused(
        ErrorCode.OBJECT_MATERIAL_INVALID, "material", () -> secret.check(material(size)));
  }

  private static SecretBytes material(int size) {
    return SecretBytes.random(size, new SecureRandom());
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
