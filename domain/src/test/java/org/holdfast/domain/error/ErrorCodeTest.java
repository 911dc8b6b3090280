package org.holdfast.domain.error;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorCodeTest {

  @Test
  void ids_all_areUnique() {
    assertThat(Arrays.stream(ErrorCode.values()).map(ErrorCode::id)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource
  void id_each_isWellFormedAndInAKnownBlock(ErrorCode code) {
    assertThat(code.id()).matches("HF-[1-79][0-9]{3}");
  }

  /** The catalogue is append-only: what was once given out keeps its number and its name. */
  @Test
  void ids_givenOut_areStillThere() {
    Map<String, String> now =
        Arrays.stream(ErrorCode.values()).collect(toMap(ErrorCode::id, ErrorCode::name));

    assertThat(now).containsAllEntriesOf(givenOut());
  }

  @ParameterizedTest
  @EnumSource
  void title_each_isCapitalizedWithoutFullStop(ErrorCode code) {
    assertThat(code.title()).matches("\\p{Lu}.*[^.!?:;, ]");
  }

  @ParameterizedTest
  @EnumSource
  void cure_each_isWholeSentences(ErrorCode code) {
    assertThat(code.cure()).matches("\\p{Lu}.*[^ .]\\.");
    assertThat(code.cure()).doesNotContain("  ").doesNotContain("\n");
  }

  /** The texts that the documentation promises (S82, S84, S85). */
  @Test
  void titles_documentedTexts_areKept() {
    assertThat(ErrorCode.LIBRARY_NOT_LOADED.title()).isEqualTo("Could Not Load PKCS#11 Library");
    assertThat(ErrorCode.SLOT_NOT_FOUND.title()).isEqualTo("Could Not Get Slot for HSM");
  }

  @ParameterizedTest
  @CsvSource({
    "INVALID, 400",
    "UNAUTHENTICATED, 401",
    "FORBIDDEN, 403",
    "MISSING, 404",
    "CONFLICT, 409",
    "TOO_LARGE, 413",
    "THROTTLED, 429",
    "INTERNAL, 500",
    "UNAVAILABLE, 503",
  })
  void httpStatus_eachKind_isItsOwn(ErrorKind kind, int status) {
    assertThat(kind.httpStatus()).isEqualTo(status);
  }

  @Test
  void httpStatus_allKinds_areUnique() {
    assertThat(Arrays.stream(ErrorKind.values()).map(ErrorKind::httpStatus))
        .doesNotHaveDuplicates();
  }

  @Test
  void message_withDetail_isTitleAndDetail() {
    VaultException failure = new VaultException(ErrorCode.VAULT_CLOSED, "by hand");

    assertThat(failure).hasMessage("The vault is closed: by hand");
    assertThat(failure.detail()).isEqualTo("by hand");
    assertThat(failure.field()).isNull();
  }

  @Test
  void atField_any_keepsCodeDetailCauseAndPlace() {
    Exception cause = new Exception("cause");
    VaultException failure = new VaultException(ErrorCode.INPUT_INVALID, "detail", cause);

    VaultException atField = failure.atField("name");

    assertThat(atField.code()).isEqualTo(ErrorCode.INPUT_INVALID);
    assertThat(atField.detail()).isEqualTo("detail");
    assertThat(atField.field()).isEqualTo("name");
    assertThat(atField).hasCause(cause).hasMessage(failure.getMessage());
    assertThat(atField.getStackTrace()).isEqualTo(failure.getStackTrace());
  }

  private static Map<String, String> givenOut() {
    Properties list = new Properties();
    try (InputStream in = ErrorCodeTest.class.getResourceAsStream("given-out.properties")) {
      list.load(Objects.requireNonNull(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertThat(list).hasSizeGreaterThan(50);
    return list.stringPropertyNames().stream().collect(toMap(id -> id, list::getProperty));
  }
}
