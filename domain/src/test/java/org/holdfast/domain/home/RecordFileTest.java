package org.holdfast.domain.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.holdfast.domain.secret.SampleSecrets.bytes;
import static org.holdfast.domain.secret.SampleSecrets.text;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.secret.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordFileTest {

  private static final String TITLE = "holdfast test 1";

  @Test
  void encode_any_isTitleAndLinesInOrder() {
    assertThat(text(new RecordFile(TITLE).with("b", "2").with("a", "").encode()))
        .isEqualTo("holdfast test 1\nb=2\na=\n");
  }

  @Test
  void decode_ownForm_hasItsValues() {
    RecordFile record =
        RecordFile.decode(
            TITLE,
            new RecordFile(TITLE)
                .with("text", "ä=b = c")
                .with("number", "42")
                .with("bytes", "00ff")
                .encode());

    assertThat(record.get("text")).isEqualTo("ä=b = c");
    assertThat(record.number("number")).isEqualTo(42);
    assertThat(record.bytes("bytes")).isEqualTo(Bytes.of((byte) 0, (byte) 255));
    assertThat(record.find("other")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "holdfast test 1",
        "holdfast test 2\na=1\n",
        " holdfast test 1\na=1\n",
        "holdfast test 1\r\na=1\r\n",
        "holdfast test 1\na=1",
        "holdfast test 1\na\n",
        "holdfast test 1\n=1\n",
        "holdfast test 1\n\na=1\n",
        "holdfast test 1\na=1\r\n",
        "holdfast test 1\na=1\na=2\n",
      })
  void decode_anyOtherForm_isUnreadable(String content) {
    assertUnreadable(() -> RecordFile.decode(TITLE, bytes(content)));
  }

  @Test
  void get_missingOrOfAnotherKind_isUnreadable() {
    RecordFile record = new RecordFile(TITLE).with("a", "x");

    assertUnreadable(() -> record.get("b"));
    assertUnreadable(() -> record.number("a"));
    assertUnreadable(() -> record.bytes("a"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "a\rb", "\n"})
  void with_moreThanOneLine_isRefused(String value) {
    assertThatIllegalArgumentException().isThrownBy(() -> new RecordFile(TITLE).with("a", value));
  }

  private static void assertUnreadable(ThrowingCallable call) {
    assertThatExceptionOfType(VaultException.class)
        .isThrownBy(call)
        .extracting(VaultException::code)
        .isEqualTo(ErrorCode.WALLET_UNREADABLE);
  }
}
