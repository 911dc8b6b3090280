package org.holdfast.domain.syslog;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.TreeMap;

/**
 * Writes messages as RFC 5424 has them, each with its length before it (octet counting, RFC 6587,
 * 3.4.1, and RFC 5425, 4.3.1).
 *
 * @param host HOSTNAME
 * @param process PROCID
 */
public record SyslogFormat(String host, String process) {

  /** "log audit" (RFC 5424, 6.2.1). */
  private static final int FACILITY = 13;

  private static final int FACTOR = 8;
  private static final String APPLICATION = "holdfast";

  /**
   * SD-ID (RFC 5424, 6.3.2): the enterprise number is the one that RFC 5612 keeps for documents, as
   * the project has none.
   */
  private static final String ELEMENT = "holdfast@32473";

  private static final String NIL = "-";
  private static final int MAX_HOST = 255;
  private static final int MAX_PROCESS = 128;
  private static final int MAX_MESSAGE_ID = 32;
  private static final int MAX_NAME = 32;

  /** Receivers take 8 KiB at least where they are not set otherwise (RFC 5424, 6.1: 2 KiB). */
  private static final int MAX_TEXT = 2_000;

  private static final byte[] BOM = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  public SyslogFormat {
    host = printable(host, MAX_HOST);
    process = printable(process, MAX_PROCESS);
  }

  /** One message with its length before it. */
  public byte[] frame(SyslogMessage message) {
    byte[] content = message(message);
    byte[] length = (content.length + " ").getBytes(StandardCharsets.US_ASCII);
    ByteArrayOutputStream frame = new ByteArrayOutputStream(length.length + content.length);
    frame.writeBytes(length);
    frame.writeBytes(content);
    return frame.toByteArray();
  }

  private byte[] message(SyslogMessage message) {
    String header =
        "<%d>1 %s %s %s %s %s %s"
            .formatted(
                FACILITY * FACTOR + message.severity().code(),
                message.at().truncatedTo(ChronoUnit.MICROS),
                host,
                APPLICATION,
                process,
                printable(message.messageId(), MAX_MESSAGE_ID),
                structuredData(message));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(header.getBytes(StandardCharsets.UTF_8));
    String text = shortened(message.text().replaceAll("\\p{Cntrl}+", " "));
    if (!text.isEmpty()) {
      out.write(' ');
      if (!StandardCharsets.US_ASCII.newEncoder().canEncode(text)) {
        out.writeBytes(BOM);
      }
      out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }

  private static String structuredData(SyslogMessage message) {
    if (message.data().isEmpty()) {
      return NIL;
    }
    StringBuilder element = new StringBuilder("[").append(ELEMENT);
    new TreeMap<>(message.data())
        .forEach(
            (name, value) ->
                element
                    .append(' ')
                    .append(name(name))
                    .append("=\"")
                    .append(escaped(value))
                    .append('"'));
    return element.append(']').toString();
  }

  private static String name(String name) {
    return printable(name.replaceAll("[=\\]\"]", ""), MAX_NAME);
  }

  private static String escaped(String value) {
    return shortened(value).replaceAll("\\p{Cntrl}+", " ").replaceAll("([\\\\\"\\]])", "\\\\$1");
  }

  /** Without half of a character at the end. */
  private static String shortened(String text) {
    if (text.length() <= MAX_TEXT) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(MAX_TEXT - 1)) ? MAX_TEXT - 1 : MAX_TEXT;
    return text.substring(0, end);
  }

  private static String printable(String text, int most) {
    String kept = text.replaceAll("[^\\x21-\\x7e]", "");
    String cut = kept.length() > most ? kept.substring(0, most) : kept;
    return cut.isEmpty() ? NIL : cut;
  }
}
