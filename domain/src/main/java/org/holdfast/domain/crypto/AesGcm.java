package org.holdfast.domain.crypto;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.SecretAccess;
import org.holdfast.domain.secret.SecretBytes;

/**
 * AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce and a 128-bit tag.
 *
 * <p>Guaranteed: whoever lacks the key learns nothing but the length, and any change of ciphertext,
 * nonce or associated data is noticed. Not guaranteed: safety beyond 2^32 messages under one key,
 * which is why an object's material is encrypted under a key of its own.
 */
public final class AesGcm {

  public static final int KEY_BYTES = 32;

  private static final int IV_BYTES = 12;
  private static final int TAG_BITS = 128;

  private AesGcm() {}

  /** Encrypts {@code plaintext}; {@code associatedData} is bound to it but not hidden. */
  public static Sealed seal(
      SecretBytes key, byte[] associatedData, SecretBytes plaintext, SecureRandom random) {
    byte[] iv = new byte[IV_BYTES];
    random.nextBytes(iv);
    byte[] ciphertext =
        plaintext.lend(
            SecretAccess.granted(),
            content -> run(Cipher.ENCRYPT_MODE, key, iv, associatedData, content).orElseThrow());
    return new Sealed(Bytes.of(iv), Bytes.of(ciphertext));
  }

  /** Decrypts; empty if the key is another one or anything was changed. */
  public static Optional<SecretBytes> open(SecretBytes key, byte[] associatedData, Sealed sealed) {
    return run(
            Cipher.DECRYPT_MODE,
            key,
            sealed.iv().toByteArray(),
            associatedData,
            sealed.ciphertext().toByteArray())
        .map(SecretBytes::takeFrom);
  }

  private static Optional<byte[]> run(
      int mode, SecretBytes key, byte[] iv, byte[] associatedData, byte[] input) {
    if (key.size() != KEY_BYTES) {
      throw new IllegalArgumentException("An AES-256 key has 32 bytes, not " + key.size());
    }
    if (iv.length != IV_BYTES
        || (mode == Cipher.DECRYPT_MODE && input.length < TAG_BITS / Byte.SIZE)) {
      return Optional.empty();
    }
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      key.lend(
          SecretAccess.granted(),
          bytes -> {
            cipher.init(mode, new SecretKeySpec(bytes, "AES"), new GCMParameterSpec(TAG_BITS, iv));
            return true;
          });
      cipher.updateAAD(associatedData);
      return Optional.of(cipher.doFinal(input));
    } catch (AEADBadTagException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is not available", e);
    }
  }
}
