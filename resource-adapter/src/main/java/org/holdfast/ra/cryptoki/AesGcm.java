package org.holdfast.ra.cryptoki;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_DECRYPT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_ENCRYPT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_AES_GCM;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.holdfast.domain.hsm.KeyRef;
import org.holdfast.domain.secret.Bytes;
import org.xipki.pkcs11.wrapper.Mechanism;
import org.xipki.pkcs11.wrapper.PKCS11Exception;
import org.xipki.pkcs11.wrapper.Session;
import org.xipki.pkcs11.wrapper.params.GCM_PARAMS;

/**
 * AES-GCM by {@code C_Encrypt}, nonce from the token. The associated data says what is wrapped and
 * by which key number, so bytes moved to another place or number do not unwrap.
 */
final class AesGcm implements WrapMethod {

  static final AesGcm INSTANCE = new AesGcm();

  private static final byte[] PURPOSE =
      "holdfast wallet password".getBytes(StandardCharsets.US_ASCII);
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private AesGcm() {}

  @Override
  public long mechanism() {
    return CKM_AES_GCM;
  }

  @Override
  public long[] requiredFlags() {
    return new long[] {CKF_ENCRYPT, CKF_DECRYPT};
  }

  @Override
  public Wrapped wrap(Session session, long key, KeyRef ref, byte[] secret) throws PKCS11Exception {
    byte[] nonce = session.generateRandom(NONCE_BYTES);
    byte[] content = session.encryptSingle(parameters(nonce, ref), key, secret);
    return new Wrapped(Bytes.of(nonce), Bytes.of(content));
  }

  @Override
  public byte[] unwrap(Session session, long key, KeyRef ref, Wrapped wrapped)
      throws PKCS11Exception, Malformed {
    if (wrapped.iv().size() != NONCE_BYTES || wrapped.content().size() <= TAG_BITS / Byte.SIZE) {
      throw new Malformed("nonce or ciphertext has the wrong length");
    }
    return session.decryptSingle(
        parameters(wrapped.iv().toByteArray(), ref), key, wrapped.content().toByteArray());
  }

  private static Mechanism parameters(byte[] nonce, KeyRef ref) {
    byte[] associated =
        ByteBuffer.allocate(PURPOSE.length + Integer.BYTES)
            .put(PURPOSE)
            .putInt(ref.number())
            .array();
    return new Mechanism(CKM_AES_GCM, new GCM_PARAMS(nonce, associated, TAG_BITS));
  }
}
