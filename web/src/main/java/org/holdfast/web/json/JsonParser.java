package org.holdfast.web.json;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.jspecify.annotations.Nullable;

/**
 * Strict RFC 8259 parser. Strings come out as {@code char[]}, so that whoever takes a secret out
 * can zero it; numbers as {@code String}; objects as {@code Map}, arrays as {@code List}.
 */
final class JsonParser {

  private static final int MAX_DEPTH = 32;

  private final char[] text;
  private int position;
  private int depth;

  private JsonParser(char[] text) {
    this.text = text;
  }

  /**
   * @throws VaultException {@link ErrorCode#INPUT_MALFORMED}
   */
  static @Nullable Object parse(char[] text) {
    JsonParser parser = new JsonParser(text);
    Object value = parser.value();
    parser.skipSpace();
    if (parser.position < text.length) {
      throw parser.malformed("text after the end of the JSON value");
    }
    return value;
  }

  private @Nullable Object value() {
    skipSpace();
    return switch (peek()) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      case 't' -> literal("true", true);
      case 'f' -> literal("false", false);
      case 'n' -> literal("null", null);
      default -> number();
    };
  }

  private Map<String, @Nullable Object> object() {
    enter();
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    skipSpace();
    if (take('}')) {
      depth--;
      return members;
    }
    do {
      skipSpace();
      if (peek() != '"') {
        throw malformed("a field name in double quotes is missing");
      }
      String name = new String(string());
      skipSpace();
      expect(':');
      if (members.containsKey(name)) {
        throw malformed("the field '" + name + "' is there twice");
      }
      members.put(name, value());
      skipSpace();
    } while (take(','));
    expect('}');
    depth--;
    return members;
  }

  private List<@Nullable Object> array() {
    enter();
    List<@Nullable Object> items = new ArrayList<>();
    skipSpace();
    if (take(']')) {
      depth--;
      return items;
    }
    do {
      items.add(value());
      skipSpace();
    } while (take(','));
    expect(']');
    depth--;
    return items;
  }

  private char[] string() {
    expect('"');
    // What a string holds is never longer than what stands between its quotes.
    char[] buffer = new char[lengthToQuote()];
    int length = 0;
    try {
      while (true) {
        char next = next();
        if (next == '"') {
          return Arrays.copyOf(buffer, length);
        }
        if (next < ' ') {
          throw malformed("a control character in a string");
        }
        buffer[length++] = next == '\\' ? escaped() : next;
      }
    } finally {
      Arrays.fill(buffer, '\0');
    }
  }

  private int lengthToQuote() {
    int end = position;
    while (end < text.length && text[end] != '"') {
      end += text[end] == '\\' ? 2 : 1;
    }
    return Math.min(end, text.length) - position;
  }

  private char escaped() {
    char kind = next();
    return switch (kind) {
      case '"', '\\', '/' -> kind;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        int unit = 0;
        for (int i = 0; i < 4; i++) {
          int digit = Character.digit(next(), 16);
          if (digit < 0) {
            throw malformed("an escape that is not hexadecimal");
          }
          unit = unit * 16 + digit;
        }
        yield (char) unit;
      }
      default -> throw malformed("an unknown escape");
    };
  }

  private String number() {
    int start = position;
    while (position < text.length && "+-.eE0123456789".indexOf(text[position]) >= 0) {
      position++;
    }
    String number = new String(text, start, position - start);
    if (!number.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?")) {
      position = start;
      throw malformed("a value is missing or not JSON");
    }
    return number;
  }

  private @Nullable Object literal(String word, @Nullable Object value) {
    for (int i = 0; i < word.length(); i++) {
      expect(word.charAt(i));
    }
    return value;
  }

  private void enter() {
    if (++depth > MAX_DEPTH) {
      throw malformed("nested too deeply");
    }
    position++;
  }

  private void skipSpace() {
    while (position < text.length && " \t\r\n".indexOf(text[position]) >= 0) {
      position++;
    }
  }

  private char peek() {
    if (position >= text.length) {
      throw malformed("the JSON text ends too early");
    }
    return text[position];
  }

  private char next() {
    char next = peek();
    position++;
    return next;
  }

  private boolean take(char wanted) {
    if (position < text.length && text[position] == wanted) {
      position++;
      return true;
    }
    return false;
  }

  private void expect(char wanted) {
    if (!take(wanted)) {
      throw malformed("'" + wanted + "' expected");
    }
  }

  private VaultException malformed(String what) {
    return new VaultException(
        ErrorCode.INPUT_MALFORMED, what + " (at character " + (position + 1) + ")");
  }
}
