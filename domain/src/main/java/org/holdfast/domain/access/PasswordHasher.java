package org.holdfast.domain.access;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import org.holdfast.domain.crypto.Argon2id;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.SecretAccess;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.domain.secret.SecretChars;

/** Hashes and checks console users' passwords with Argon2id, and says which are too weak. */
public final class PasswordHasher {

  private static final int MIN_LENGTH = 12;
  private static final int MAX_LENGTH = 256;

  /** Each hash takes 19 MiB: a flood of sign-ins must wait rather than fill the memory. */
  private static final int AT_ONCE = 4;

  private final SecureRandom random;
  private final Semaphore memory = new Semaphore(AT_ONCE, true);
  private final String nobody;

  public PasswordHasher(SecureRandom random) {
    this.random = random;
    try (SecretBytes noise = SecretBytes.random(Argon2id.OUTPUT_BYTES, random)) {
      this.nobody = text(Argon2id.forPassword(random), noise);
    }
  }

  /** The hash with its costs and salt, as text. */
  public String hash(SecretChars password) {
    Argon2id costs = Argon2id.forPassword(random);
    try (SecretBytes derived = derive(costs, password)) {
      return text(costs, derived);
    }
  }

  /** Whether {@code hash} was made from {@code password}. */
  public boolean matches(SecretChars password, String hash) {
    int end = hash.lastIndexOf('$');
    Argon2id costs =
        Argon2id.parse(hash.substring(0, Math.max(end, 0)))
            .orElseThrow(() -> new IllegalStateException("A password hash cannot be read"));
    try (SecretBytes derived = derive(costs, password);
        SecretBytes expected =
            SecretBytes.takeFrom(Bytes.fromHex(hash.substring(end + 1)).toByteArray())) {
      return derived.contentEquals(expected);
    }
  }

  /** Takes as long as {@link #matches}, for a name that nobody has: the time tells nothing. */
  public void matchNobody(SecretChars password) {
    matches(password, nobody);
  }

  /**
   * @throws VaultException {@link ErrorCode#PASSWORD_WEAK}
   */
  public void requireStrong(UserName user, SecretChars password) {
    if (password.size() < MIN_LENGTH
        || password.size() > MAX_LENGTH
        || isGuessable(user, password)) {
      throw new VaultException(ErrorCode.PASSWORD_WEAK).atField("password");
    }
  }

  private SecretBytes derive(Argon2id costs, SecretChars password) {
    memory.acquireUninterruptibly();
    try {
      return costs.derive(password);
    } finally {
      memory.release();
    }
  }

  private static boolean isGuessable(UserName user, SecretChars password) {
    char[] name = user.value().toCharArray();
    char[] typed = password.toCharArray(SecretAccess.granted());
    try {
      return isOneCharacter(typed) || isSame(name, typed);
    } finally {
      Arrays.fill(typed, '\0');
    }
  }

  private static boolean isOneCharacter(char[] typed) {
    for (char c : typed) {
      if (c != typed[0]) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSame(char[] name, char[] typed) {
    if (name.length != typed.length) {
      return false;
    }
    for (int i = 0; i < name.length; i++) {
      if (Character.toLowerCase(typed[i]) != name[i]) {
        return false;
      }
    }
    return true;
  }

  private static String text(Argon2id costs, SecretBytes derived) {
    return derived.lend(
        SecretAccess.granted(),
        bytes -> (costs + "$" + Bytes.of(bytes).toHex()).toLowerCase(Locale.ROOT));
  }
}
