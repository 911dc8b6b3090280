package org.holdfast.domain.material;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.spec.MGF1ParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/** RSAES-OAEP (RFC 8017, 7.1) with SHA-256, also for the mask, and an empty label. */
final class RsaOaep {

  private static final int HASH_BYTES = 32;

  // Said in full: by default the JDK takes SHA-1 for the mask.
  private static final OAEPParameterSpec PARAMETERS =
      new OAEPParameterSpec(
          "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);

  private RsaOaep() {}

  /** The most bytes that a key of this length encrypts. */
  static int maxPlaintext(Material key) {
    return key.bits() / Byte.SIZE - 2 * HASH_BYTES - 2;
  }

  static byte[] encrypt(Material key, byte[] plaintext, SecureRandom random)
      throws GeneralSecurityException {
    Cipher cipher = cipher();
    cipher.init(Cipher.ENCRYPT_MODE, JcaKeys.publicKey(key), PARAMETERS, random);
    return cipher.doFinal(plaintext);
  }

  static byte[] decrypt(Material key, byte[] ciphertext) throws GeneralSecurityException {
    Cipher cipher = cipher();
    cipher.init(Cipher.DECRYPT_MODE, JcaKeys.privateKey(key), PARAMETERS);
    return cipher.doFinal(ciphertext);
  }

  private static Cipher cipher() throws GeneralSecurityException {
    return Cipher.getInstance("RSA/ECB/OAEPPadding");
  }
}
