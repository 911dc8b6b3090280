package org.holdfast.ra.cryptoki;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_DECRYPT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_ENCRYPT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_AES_CBC_PAD;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.holdfast.domain.hsm.KeyRef;
import org.holdfast.domain.secret.Bytes;
import org.xipki.pkcs11.wrapper.Mechanism;
import org.xipki.pkcs11.wrapper.PKCS11Exception;
import org.xipki.pkcs11.wrapper.Session;
import org.xipki.pkcs11.wrapper.params.ByteArrayParams;

/**
 * For tokens that have no authenticated mechanism: AES-CBC with padding, then HMAC-SHA-256 over key
 * number, IV and ciphertext, checked before anything is decrypted, so the token is no padding
 * oracle. The MAC key is the encryption of a fixed label under the same key with an all-zero IV; a
 * random IV never repeats that block, so a wrapped secret never shows it.
 */
final class AesCbcPadHmac implements WrapMethod {

  static final AesCbcPadHmac INSTANCE = new AesCbcPadHmac();

  private static final byte[] MAC_KEY_LABEL =
      "holdfast wallet password mac key".getBytes(StandardCharsets.US_ASCII);
  private static final String MAC = "HmacSHA256";
  private static final int MAC_BYTES = 32;
  private static final int BLOCK = 16;

  private AesCbcPadHmac() {}

  @Override
  public long mechanism() {
    return CKM_AES_CBC_PAD;
  }

  @Override
  public long[] requiredFlags() {
    return new long[] {CKF_ENCRYPT, CKF_DECRYPT};
  }

  @Override
  public Wrapped wrap(Session session, long key, KeyRef ref, byte[] secret) throws PKCS11Exception {
    byte[] iv = session.generateRandom(BLOCK);
    byte[] ciphertext = session.encryptSingle(parameters(iv), key, secret);
    byte[] mac = mac(session, key, ref, iv, ciphertext);
    byte[] content = Arrays.copyOf(ciphertext, ciphertext.length + MAC_BYTES);
    System.arraycopy(mac, 0, content, ciphertext.length, MAC_BYTES);
    return new Wrapped(Bytes.of(iv), Bytes.of(content));
  }

  @Override
  public byte[] unwrap(Session session, long key, KeyRef ref, Wrapped wrapped)
      throws PKCS11Exception, Malformed {
    byte[] content = wrapped.content().toByteArray();
    int length = content.length - MAC_BYTES;
    if (wrapped.iv().size() != BLOCK || length < BLOCK || length % BLOCK != 0) {
      throw new Malformed("IV or ciphertext has the wrong length");
    }
    byte[] iv = wrapped.iv().toByteArray();
    byte[] ciphertext = Arrays.copyOf(content, length);
    byte[] given = Arrays.copyOfRange(content, length, content.length);
    if (!MessageDigest.isEqual(mac(session, key, ref, iv, ciphertext), given)) {
      throw new Malformed("the MAC does not fit");
    }
    return session.decryptSingle(parameters(iv), key, ciphertext);
  }

  private static byte[] mac(Session session, long key, KeyRef ref, byte[] iv, byte[] ciphertext)
      throws PKCS11Exception {
    byte[] macKey = session.encryptSingle(parameters(new byte[BLOCK]), key, MAC_KEY_LABEL);
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(new SecretKeySpec(macKey, 0, MAC_KEY_LABEL.length, MAC));
      mac.update(WrapMethod.numberOf(ref));
      mac.update(iv);
      return mac.doFinal(ciphertext);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HMAC-SHA-256", e);
    } finally {
      Arrays.fill(macKey, (byte) 0);
    }
  }

  private static Mechanism parameters(byte[] iv) {
    return new Mechanism(CKM_AES_CBC_PAD, new ByteArrayParams(iv));
  }
}
