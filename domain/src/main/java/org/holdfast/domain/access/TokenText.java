package org.holdfast.domain.access;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Optional;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.SecretAccess;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.domain.secret.SecretChars;

/**
 * Enrolment tokens as text: 256 random bits in base64url (RFC 4648, 5), without padding. A digest
 * of so much randomness needs no salt, and can be looked up.
 */
public final class TokenText {

  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  private static final int LENGTH = 43;

  /** Of the last character only the first four bits are data. */
  private static final int LAST_STEP = 4;

  private TokenText() {}

  /** A fresh token, for the caller to close. */
  public static SecretChars fresh(SecureRandom random) {
    char[] text = new char[LENGTH];
    for (int i = 0; i < LENGTH - 1; i++) {
      text[i] = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
    }
    text[LENGTH - 1] = ALPHABET.charAt(random.nextInt(ALPHABET.length() / LAST_STEP) * LAST_STEP);
    return SecretChars.takeFrom(text);
  }

  /** SHA-256 of a token; empty if this is none by its length. */
  public static Optional<Bytes> digest(SecretChars token) {
    if (token.size() != LENGTH) {
      return Optional.empty();
    }
    try (SecretBytes utf8 = token.toUtf8(SecretAccess.granted())) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return Optional.of(
          utf8.lend(SecretAccess.granted(), content -> Bytes.of(digest.digest(content))));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is not available", e);
    }
  }
}
