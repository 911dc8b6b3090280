package org.holdfast.domain.syslog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.holdfast.domain.syslog.SyslogMessage.Severity;
import org.junit.jupiter.api.Test;

class SyslogFormatTest {

  private static final Instant AT = Instant.parse("2026-11-21T08:00:00.123456789Z");
  private static final SyslogFormat FORMAT = new SyslogFormat("vault.example.com", "4711");

  @Test
  void frame_isTheLengthAndTheMessage() {
    assertThat(frame("AUDIT", Map.of("sequence", "7"), "done"))
        .isEqualTo(
            "107 <110>1 2026-11-21T08:00:00.123456Z vault.example.com holdfast 4711 AUDIT"
                + " [holdfast@32473 sequence=\"7\"] done");
  }

  /** RFC 5424, 6.3.3: these three are escaped, and nothing else is. */
  @Test
  void values_areEscaped() {
    assertThat(frame("AUDIT", Map.of("a", "x\"y\\z]w=["), ""))
        .endsWith("[holdfast@32473 a=\"x\\\"y\\\\z\\]w=[\"]");
  }

  @Test
  void lineBreaks_neverEndAMessage() {
    assertThat(frame("AUDIT", Map.of("a", "x\ny"), "one\r\n<13>1 two"))
        .endsWith(" a=\"x y\"] one <13>1 two");
  }

  /** RFC 5424, 6.4: with the byte order mark the receiver knows it for UTF-8; octets count. */
  @Test
  void text_thatIsNotAscii_isMarkedAsUtf8() {
    String frame = frame("AUDIT", Map.of(), "schön");

    assertThat(frame).endsWith(" - \ufeffschön");
    byte[] bytes = frame.getBytes(UTF_8);
    int space = frame.indexOf(' ');
    assertThat(Integer.parseInt(frame.substring(0, space))).isEqualTo(bytes.length - space - 1);
  }

  @Test
  void names_keepToTheGrammar() {
    assertThat(frame("no such id", Map.of("a b=\"]", "1"), ""))
        .endsWith("nosuchid [holdfast@32473 ab=\"1\"]");
    assertThat(new SyslogFormat("", "ü").host()).isEqualTo("-");
    assertThat(new SyslogFormat("", "ü").process()).isEqualTo("-");
  }

  @Test
  void longText_isCut_butNotWithinACharacter() {
    String frame = frame("AUDIT", Map.of(), "x".repeat(1_999) + "\ud83d\udd11");

    assertThat(frame).endsWith("x").hasSizeLessThan(2_200);
  }

  private static String frame(String id, Map<String, String> data, String text) {
    return new String(
        FORMAT.frame(new SyslogMessage(Severity.INFORMATIONAL, AT, id, data, text)), UTF_8);
  }
}
