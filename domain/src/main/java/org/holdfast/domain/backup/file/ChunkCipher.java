package org.holdfast.domain.backup.file;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.holdfast.domain.crypto.AesGcm;
import org.holdfast.domain.secret.LentKey;
import org.holdfast.domain.secret.SecretBytes;

/**
 * AES-256-GCM (NIST SP 800-38D) of numbered chunks. The nonce is the chunk's number and whether it
 * is the last one (8.2.1, deterministic construction), so that a chunk opens in its place alone;
 * that is safe because the key encrypts one file. One cipher object serves all chunks.
 */
final class ChunkCipher implements AutoCloseable {

  static final int TAG_BYTES = 16;

  private static final int NONCE_BYTES = 12;

  private final Cipher cipher;
  private final LentKey key;
  private final byte[] associatedData;
  private final byte[] nonce = new byte[NONCE_BYTES];

  /**
   * @param key is copied
   * @param associatedData what the chunks are bound to
   */
  ChunkCipher(SecretBytes key, byte[] associatedData) {
    requireLength(key);
    try {
      this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw unavailable(e);
    }
    this.key = new LentKey("AES", key);
    this.associatedData = associatedData.clone();
  }

  /** Refuses what is no key of this cipher. */
  static void requireLength(SecretBytes key) {
    if (key.size() != AesGcm.KEY_BYTES) {
      throw new IllegalArgumentException("A backup's key has 32 bytes, not " + key.size());
    }
  }

  /** Encrypts; says how many bytes were put to {@code to} from {@code offset} on. */
  int seal(long number, boolean last, byte[] plain, int length, byte[] to, int offset) {
    try {
      prepare(Cipher.ENCRYPT_MODE, number, last);
      return cipher.doFinal(plain, 0, length, to, offset);
    } catch (GeneralSecurityException e) {
      throw unavailable(e);
    }
  }

  /** Decrypts; the plaintext's length, or -1 if this is not that chunk under this key. */
  int open(long number, boolean last, byte[] sealed, int length, byte[] to) {
    try {
      prepare(Cipher.DECRYPT_MODE, number, last);
      return cipher.doFinal(sealed, 0, length, to, 0);
    } catch (AEADBadTagException e) {
      return -1;
    } catch (GeneralSecurityException e) {
      throw unavailable(e);
    }
  }

  private void prepare(int mode, long number, boolean last) throws GeneralSecurityException {
    ByteBuffer.wrap(nonce).putLong(number).put((byte) (last ? 1 : 0));
    cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
    cipher.updateAAD(associatedData);
  }

  private static IllegalStateException unavailable(GeneralSecurityException e) {
    return new IllegalStateException("AES-GCM is not available", e);
  }

  @Override
  public void close() {
    key.close();
  }
}
