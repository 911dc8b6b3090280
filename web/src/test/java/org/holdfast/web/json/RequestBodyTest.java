package org.holdfast.web.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.secret.SecretAccess;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.domain.secret.SecretChars;
import org.junit.jupiter.api.Test;

class RequestBodyTest {

  @Test
  void secret_withEscapes_isReadAsTyped() {
    try (RequestBody body = parse("{\"credential\": \"p\\u00e4\\\"\\\\\\n\\uD83D\\uDD11 x\"}");
        SecretChars secret = body.secret("credential")) {
      assertThat(new String(secret.toCharArray(SecretAccess.granted())))
          .isEqualTo("pä\"\\\n\uD83D\uDD11 x");
    }
  }

  @Test
  void read_bodyThatDoesNotArrive_isTheClientsFault() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            throw new IOException("the client went away");
          }

          @Override
          public int read() throws IOException {
            throw new IOException("the client went away");
          }
        };

    assertThatThrownBy(() -> RequestBody.read(broken))
        .isInstanceOfSatisfying(
            VaultException.class,
            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.INPUT_MALFORMED));
  }

  @Test
  void close_zeroesEverySecretThatWasRead() {
    RequestBody body = parse("{\"a\":\"secret\",\"b\":[{\"c\":\"deep\"}]}");
    char[] top = (char[]) body.members().get("a");
    RequestBody nested = body.objects("b").get(0);
    char[] deep = (char[]) nested.members().get("c");

    body.close();

    assertThat(top).containsOnly('\0');
    assertThat(deep).containsOnly('\0');
  }

  @Test
  void secret_afterClose_isAnIndependentCopy() {
    SecretChars secret;
    try (RequestBody body = parse("{\"a\":\"kept\"}")) {
      secret = body.secret("a");
    }
    assertThat(secret.toCharArray(SecretAccess.granted())).containsExactly('k', 'e', 'p', 't');
  }

  @Test
  void only_withUnknownField_isRefusedByName() {
    assertFails(() -> parse("{\"vendor\":\"x\",\"foo\":1}").only("vendor"))
        .isEqualTo("HF-1001 foo the field 'foo' is not known here");
  }

  @Test
  void parse_withRepeatedField_isRefused() {
    assertFails(() -> parse("{\"a\":\"1\",\"a\":\"2\"}")).startsWith("HF-1001 null the field 'a'");
  }

  @Test
  void parse_ofWhatIsNotJson_isRefused() {
    for (String text :
        new String[] {
          "",
          "{",
          "[]",
          "\"x\"",
          "{\"a\"}",
          "{\"a\":}",
          "{\"a\":1,}",
          "{a:1}",
          "{\"a\":01}",
          "{\"a\":\"\n\"}",
          "{\"a\":\"\\x\"}",
          "{\"a\":\"\\u12\"}",
          "{\"a\":1} x",
          "{\"a\":tru}",
          "{\"a\":\"",
          "{\"a\":\"\\"
        }) {
      assertFails(() -> parse(text)).as(text).startsWith("HF-1001");
    }
  }

  @Test
  void parse_ofDeepNesting_isRefusedBeforeTheStackEnds() {
    assertFails(() -> parse("{\"a\":" + "[".repeat(100_000))).startsWith("HF-1001");
  }

  @Test
  void parse_ofTextThatIsNotUtf8_isRefused() {
    assertThatThrownBy(() -> RequestBody.parse(new byte[] {'{', (byte) 0xff, '}'}))
        .isInstanceOf(VaultException.class);
  }

  @Test
  void read_beyondTheLimit_isTooLarge() {
    byte[] large = new byte[RequestBody.MAX_BYTES + 1];
    Arrays.fill(large, (byte) ' ');

    assertFails(() -> RequestBody.read(new ByteArrayInputStream(large))).startsWith("HF-1007");
  }

  @Test
  void text_thatIsMissingOrEmptyOrNoString_isRefusedAtItsField() {
    assertFails(() -> parse("{}").text("name")).startsWith("HF-1002 name");
    assertFails(() -> parse("{\"name\":null}").text("name")).startsWith("HF-1002 name");
    assertFails(() -> parse("{\"name\":\"\"}").secret("name")).startsWith("HF-1002 name");
    assertFails(() -> parse("{\"name\":7}").text("name")).startsWith("HF-1003 name");
  }

  @Test
  void objects_nameTheirFieldsByPosition() {
    RequestBody second = parse("{\"list\":[{},{\"role\":\"nobody\"}]}").objects("list").get(1);

    assertFails(() -> second.constant("role", Role.class)).startsWith("HF-1003 list[1].role");
  }

  @Test
  void constant_inAnyCase_isFound() {
    assertThat(parse("{\"role\":\"audit_manager\"}").constant("role", Role.class))
        .isEqualTo(Role.AUDIT_MANAGER);
  }

  @Test
  void base64_isDecoded_andRefusedIfItIsNone() {
    try (SecretBytes bytes = parse("{\"m\":\"AAEC\"}").base64("m")) {
      assertThat(bytes.toByteArray(SecretAccess.granted())).containsExactly(0, 1, 2);
    }
    assertFails(() -> parse("{\"m\":\"A€\"}").base64("m")).startsWith("HF-1003 m");
  }

  @Test
  void values_ofEveryKind_areRead() {
    RequestBody body =
        parse(
            "{\"n\":-7,\"yes\":true,\"t\":\"2026-11-21T09:00:00+01:00\",\"l\":[\"a\",\"b\"],"
                + "\"m\":{\"a\":\"b\",\"c\":null},\"e\":\"\",\"o\":{\"x\":1},\"z\":null}");

    assertThat(body.optionalInteger("n")).isEqualTo(-7);
    assertThat(body.flag("yes", false)).isTrue();
    assertThat(body.optionalTime("t")).isEqualTo("2026-11-21T08:00:00Z");
    assertThat(body.texts("l", 2, 1)).containsExactly("a", "b");
    assertThat(body.textMap("m", 2, 1)).containsEntry("a", "b").containsEntry("c", null);
    assertThat(body.textOrEmpty("e", 9)).isEmpty();
    assertThat(body.object("o").optionalInteger("x")).isEqualTo(1);
    assertThat(body.isNull("z")).isTrue();
    assertThat(body.isNull("missing")).isFalse();
    assertThat(body.has("z")).isTrue();
  }

  @Test
  void values_thatAreNotThere_areTheirDefaults() {
    RequestBody body = parse("{\"z\":null}");

    for (String name : new String[] {"z", "missing"}) {
      assertThat(body.optionalInteger(name)).isNull();
      assertThat(body.flag(name, true)).isTrue();
      assertThat(body.optionalTime(name)).isNull();
      assertThat(body.texts(name, 1, 1)).isEmpty();
      assertThat(body.textMap(name, 1, 1)).isEmpty();
      assertThat(body.textOrEmpty(name, 1)).isEmpty();
      assertThat(body.optionalBase64(name)).isNull();
      assertThat(body.optionalBytes(name)).isNull();
    }
  }

  @Test
  void values_beyondTheirBounds_areRefusedAtTheirField() {
    assertFails(() -> parse("{\"n\":1234567890}").optionalInteger("n")).startsWith("HF-1003 n");
    assertFails(() -> parse("{\"n\":1e3}").optionalInteger("n")).startsWith("HF-1003 n");
    assertFails(() -> parse("{\"n\":\"1\"}").optionalInteger("n")).startsWith("HF-1003 n");
    assertFails(() -> parse("{\"b\":\"true\"}").flag("b", true)).startsWith("HF-1003 b");
    assertFails(() -> parse("{\"t\":\"2026-11-21\"}").optionalTime("t")).startsWith("HF-1003 t");
    assertFails(() -> parse("{\"x\":\"abc\"}").text("x", 2)).startsWith("HF-1003 x");
    assertFails(() -> parse("{\"x\":7}").textOrEmpty("x", 2)).startsWith("HF-1003 x");
    assertFails(() -> parse("{\"l\":[\"a\",\"b\"]}").texts("l", 1, 9)).startsWith("HF-1003 l");
    assertFails(() -> parse("{\"l\":[\"ab\"]}").texts("l", 1, 1)).startsWith("HF-1003 l");
    assertFails(() -> parse("{\"l\":[null]}").texts("l", 1, 1)).startsWith("HF-1003 l");
    assertFails(() -> parse("{\"m\":{\"a\":7}}").textMap("m", 1, 1)).startsWith("HF-1003 m.a");
    assertFails(() -> parse("{\"m\":{\"a\":\"\",\"b\":\"\"}}").textMap("m", 1, 1))
        .startsWith("HF-1003 m");
    assertFails(() -> parse("{\"l\":[{},{}]}").objects("l", 1)).startsWith("HF-1003 l");
    assertFails(() -> parse("{\"o\":[]}").object("o")).startsWith("HF-1003 o");
  }

  @Test
  void data_mayBeEmpty_base64MayNot() {
    try (SecretBytes none = parse("{\"d\":\"\"}").data("d")) {
      assertThat(none.size()).isZero();
    }
    assertFails(() -> parse("{}").data("d")).startsWith("HF-1002 d");
    assertFails(() -> parse("{\"d\":\"\"}").base64("d")).startsWith("HF-1002 d");
    assertFails(() -> parse("{\"d\":\"*\"}").bytes("d")).startsWith("HF-1003 d");
  }

  @Test
  void at_namesTheFieldWithinItsObject() {
    RequestBody second = parse("{\"list\":[{},{}]}").objects("list").get(1);

    assertFails(
            () ->
                second.at(
                    () -> {
                      throw new VaultException(ErrorCode.INPUT_INVALID, "x").atField("bits");
                    }))
        .isEqualTo("HF-1003 list[1].bits x");
  }

  @Test
  void readOptional_ofNothing_isTheEmptyObject() {
    RequestBody body = RequestBody.readOptional(new ByteArrayInputStream(new byte[0]));

    assertThat(body.members()).isEmpty();
    assertFails(() -> RequestBody.readOptional(new ByteArrayInputStream(new byte[] {'['})))
        .startsWith("HF-1001");
  }

  @Test
  void readBulk_takesMoreThanRead_butNotWithoutEnd() {
    byte[] large = new byte[RequestBody.MAX_BYTES + 1];
    Arrays.fill(large, (byte) ' ');
    large[0] = '{';
    large[1] = '}';

    assertThat(RequestBody.readBulk(new ByteArrayInputStream(large)).members()).isEmpty();
    assertFails(
            () ->
                RequestBody.readBulk(
                    new ByteArrayInputStream(new byte[RequestBody.MAX_BULK_BYTES + 1])))
        .startsWith("HF-1007");
  }

  private static RequestBody parse(String json) {
    return RequestBody.parse(json.getBytes(StandardCharsets.UTF_8));
  }

  /** Code, field and detail of the failure. */
  private static org.assertj.core.api.AbstractStringAssert<?> assertFails(Runnable call) {
    try {
      call.run();
    } catch (VaultException e) {
      ErrorCode code = e.code();
      return assertThat(code.id() + " " + e.field() + " " + e.detail());
    }
    throw new AssertionError("nothing was refused");
  }
}
