package org.holdfast.ejb.install;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.regex.Pattern;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.secret.SecretAccess;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.ejb.node.SystemMessages;
import org.jspecify.annotations.Nullable;

/**
 * The one-time code that post-install asks for: whoever can read the server's log may install. It
 * is 60 bits, and a few wrong guesses end it: another one is then in the log.
 */
@ApplicationScoped
public class InstallCode {

  private static final String ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
  private static final int LENGTH = 12;
  private static final int GROUP = 4;
  private static final int GUESSES = 10;
  private static final Pattern SEPARATORS = Pattern.compile("[\\s-]");

  @Inject private SecureRandom random;

  private @Nullable String code;
  private int guesses;

  /** Makes a code and logs it, if there is none yet. */
  public synchronized void announce() {
    if (code == null) {
      code = fresh();
      guesses = 0;
      SystemMessages.LOG.installCode(code);
    }
  }

  /** Ends the code: the vault is installed. */
  public synchronized void retire() {
    code = null;
  }

  /**
   * @throws VaultException {@link ErrorCode#INSTALL_CODE_WRONG}
   */
  synchronized void require(SecretChars typed) {
    announce();
    if (!MessageDigest.isEqual(digits(String.valueOf(code)), digits(text(typed)))) {
      guesses++;
      if (guesses >= GUESSES) {
        code = null;
        announce();
      }
      throw new VaultException(ErrorCode.INSTALL_CODE_WRONG).atField("code");
    }
  }

  private String fresh() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < LENGTH; i++) {
      if (i > 0 && i % GROUP == 0) {
        text.append('-');
      }
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return text.toString();
  }

  /** The code is worthless once it was used, so a text in memory does no harm. */
  private static String text(SecretChars typed) {
    return new String(typed.toCharArray(SecretAccess.granted()));
  }

  private static byte[] digits(String text) {
    return SEPARATORS
        .matcher(text)
        .replaceAll("")
        .toUpperCase(Locale.ROOT)
        .getBytes(StandardCharsets.UTF_8);
  }
}
