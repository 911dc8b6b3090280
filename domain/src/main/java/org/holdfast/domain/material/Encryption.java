package org.holdfast.domain.material;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.LentKey;

/** Encryption with symmetric keys. */
final class Encryption {

  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int BLOCK_BYTES = 16;

  private final Scheme scheme;

  Encryption(Scheme scheme) {
    this.scheme = scheme;
  }

  boolean isAuthenticated() {
    return scheme != Scheme.AES_CBC_PKCS7;
  }

  Bytes newIv(SecureRandom random) {
    byte[] iv = new byte[ivBytes()];
    random.nextBytes(iv);
    return Bytes.of(iv);
  }

  byte[] run(int mode, Material key, Bytes iv, Bytes associatedData, byte[] input)
      throws GeneralSecurityException {
    if (iv.size() != ivBytes()) {
      throw new GeneralSecurityException("Not the length of an initialization vector");
    }
    if (mode == Cipher.DECRYPT_MODE && input.length == 0) {
      // Without a block there is no padding, but the JDK takes it for an empty plaintext.
      throw new GeneralSecurityException("Not the length of a ciphertext");
    }
    Cipher cipher = Cipher.getInstance(transformation());
    try (LentKey lent = new LentKey(scheme.algorithm().displayName(), key.content())) {
      cipher.init(mode, lent, parameters(iv.toByteArray()));
      if (associatedData.size() > 0) {
        cipher.updateAAD(associatedData.toByteArray());
      }
      return cipher.doFinal(input);
    }
  }

  private int ivBytes() {
    return isAuthenticated() ? NONCE_BYTES : BLOCK_BYTES;
  }

  private String transformation() {
    return switch (scheme) {
      case AES_GCM -> "AES/GCM/NoPadding";
      // What the JCA calls PKCS5Padding is PKCS#7's for blocks of this length.
      case AES_CBC_PKCS7 -> "AES/CBC/PKCS5Padding";
      case CHACHA20_POLY1305 -> "ChaCha20-Poly1305";
      default -> throw new IllegalStateException("No symmetric encryption: " + scheme);
    };
  }

  private AlgorithmParameterSpec parameters(byte[] iv) {
    return scheme == Scheme.AES_GCM ? new GCMParameterSpec(TAG_BITS, iv) : new IvParameterSpec(iv);
  }
}
