package org.holdfast.domain.credential;

import java.util.Arrays;
import java.util.Objects;
import org.holdfast.domain.secret.SecretAccess;
import org.holdfast.domain.secret.SecretChars;
import org.jspecify.annotations.Nullable;

/**
 * A credential in Entrust's form (S106): {@code passphrase}, {@code passphrase|name} or {@code
 * passphrase:name}.
 *
 * <p>The last separator counts, as a name can hold none and a passphrase can (S107). What follows
 * it is a name if it is made of a name's characters alone; otherwise, as in S109, the whole is a
 * passphrase. With a token label, the label is the name, and what follows the separator is the same
 * name or part of the passphrase. Only a name becomes a {@code String}.
 */
final class EntrustCredential implements AutoCloseable {

  private static final String NAME_SYMBOLS = "$-_";

  private final char[] content;
  private final int separator;
  private final int nameAt;
  private final @Nullable String tokenLabel;

  private EntrustCredential(char[] content, @Nullable String tokenLabel) {
    this.content = content;
    this.tokenLabel = tokenLabel;
    this.separator = lastSeparator(content);
    this.nameAt = separator >= 0 && isName(content, separator + 1) ? separator + 1 : -1;
  }

  /**
   * Reads a credential.
   *
   * @param credential stays the caller's
   * @param tokenLabel as given; null if none was
   */
  static EntrustCredential read(SecretChars credential, @Nullable String tokenLabel) {
    return new EntrustCredential(credential.toCharArray(SecretAccess.granted()), tokenLabel);
  }

  CredentialReading reading() {
    String name = name();
    return name == null
        ? new CredentialReading(KeyProtection.MODULE, null)
        : new CredentialReading(KeyProtection.SOFTCARD_OR_OCS, name);
  }

  /** The softcard's or card set's name; null if the credential is a module passphrase. */
  @Nullable String name() {
    if (tokenLabel != null) {
      return tokenLabel;
    }
    return nameAt < 0 ? null : new String(content, nameAt, content.length - nameAt);
  }

  /** How many characters of the credential are its passphrase. */
  int passphraseLength() {
    return namesItself() ? separator : content.length;
  }

  /** A character of the passphrase. */
  char passphraseAt(int index) {
    return content[Objects.checkIndex(index, passphraseLength())];
  }

  /** The passphrase, for the caller to close. */
  SecretChars passphrase() {
    return SecretChars.takeFrom(Arrays.copyOf(content, passphraseLength()));
  }

  /** Length of the whole as it was typed. */
  int length() {
    return content.length;
  }

  /** Whether the passphrase is followed by a separator and the name. */
  boolean namesItself() {
    return nameAt >= 0 && (tokenLabel == null || endsWith(tokenLabel));
  }

  /** Whether it names a token, or may have been meant to, without its label. */
  boolean hasSeparator() {
    return separator >= 0;
  }

  /** Whether nobody can tell if what follows the separator is a name, and of which token. */
  boolean isAmbiguous() {
    return tokenLabel != null && nameAt >= 0 && !endsWith(tokenLabel);
  }

  /** Whether it is a module passphrase that may have been meant to name a token (S109). */
  boolean mayHaveMeantAName() {
    return tokenLabel == null && separator >= 0 && nameAt < 0;
  }

  /** Whether a name may hold this character (S107). */
  static boolean isOfName(char c) {
    return (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || (c >= '0' && c <= '9')
        || NAME_SYMBOLS.indexOf(c) >= 0;
  }

  private boolean endsWith(String label) {
    if (content.length - nameAt != label.length()) {
      return false;
    }
    for (int i = 0; i < label.length(); i++) {
      if (content[nameAt + i] != label.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static int lastSeparator(char[] content) {
    for (int i = content.length - 1; i >= 0; i--) {
      if (content[i] == '|' || content[i] == ':') {
        return i;
      }
    }
    return -1;
  }

  private static boolean isName(char[] content, int from) {
    for (int i = from; i < content.length; i++) {
      if (!isOfName(content[i])) {
        return false;
      }
    }
    return from < content.length;
  }

  @Override
  public void close() {
    Arrays.fill(content, '\0');
  }

  @Override
  public String toString() {
    return "EntrustCredential[not shown]";
  }
}
