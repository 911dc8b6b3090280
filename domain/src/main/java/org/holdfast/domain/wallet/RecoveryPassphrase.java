package org.holdfast.domain.wallet;

import java.util.Arrays;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.secret.SecretAccess;
import org.holdfast.domain.secret.SecretChars;

/** Which recovery passphrases are taken (S7). */
public final class RecoveryPassphrase {

  public static final int MIN_LENGTH = 12;
  public static final int MAX_LENGTH = 256;

  private RecoveryPassphrase() {}

  /**
   * @param field the input field that it was typed in
   * @throws VaultException {@link ErrorCode#PASSPHRASE_WEAK}
   */
  public static void requireStrong(SecretChars passphrase, String field) {
    char[] typed = passphrase.toCharArray(SecretAccess.granted());
    boolean repeated = true;
    for (char c : typed) {
      repeated &= c == typed[0];
    }
    Arrays.fill(typed, '\0');
    if (passphrase.size() < MIN_LENGTH || passphrase.size() > MAX_LENGTH || repeated) {
      throw new VaultException(ErrorCode.PASSPHRASE_WEAK).atField(field);
    }
  }
}
