package org.holdfast.domain.hsm;

import java.nio.CharBuffer;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.holdfast.domain.secret.SecretAccess;
import org.holdfast.domain.secret.SecretChars;
import org.jspecify.annotations.Nullable;

/**
 * What a vendor asks of something that is typed: the HSM credential or the token label (B12).
 *
 * @param name what the vendor calls it, such as {@code Partition password}
 * @param help what to know while typing it, as sentences; shown under the field
 * @param minLength characters at least; 0 if it may be empty
 * @param maxLength characters at most
 * @param pattern a regular expression that it matches from end to end; null if any text will do
 */
public record VendorField(
    String name, String help, int minLength, int maxLength, @Nullable String pattern) {

  /** The most characters that any field may have. */
  public static final int MOST_CHARACTERS = 1024;

  /** Whether the text is of this form. */
  public boolean fits(CharSequence text) {
    return text.length() >= minLength
        && text.length() <= maxLength
        && (pattern == null || Pattern.compile(pattern).matcher(text).matches());
  }

  /** As {@link #fits(CharSequence)}; no copy of the secret is left behind. */
  public boolean fits(SecretChars secret) {
    char[] characters = secret.toCharArray(SecretAccess.granted());
    try {
      return fits(CharBuffer.wrap(characters));
    } finally {
      Arrays.fill(characters, '\0');
    }
  }

  /** The rule in words: how many characters, and what the help says. */
  public String rule() {
    String length =
        minLength == maxLength
            ? "%d characters".formatted(maxLength)
            : "%d to %d characters".formatted(minLength, maxLength);
    return help.isEmpty() ? length : length + ". " + help;
  }
}
