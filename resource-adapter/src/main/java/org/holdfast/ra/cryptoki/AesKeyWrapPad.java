package org.holdfast.ra.cryptoki;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_VALUE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_UNWRAP;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_WRAP;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKK_GENERIC_SECRET;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_AES_KEY_WRAP_PAD;

import java.util.Arrays;
import org.holdfast.domain.hsm.KeyRef;
import org.holdfast.domain.secret.Bytes;
import org.jspecify.annotations.Nullable;
import org.xipki.pkcs11.wrapper.AttributeVector;
import org.xipki.pkcs11.wrapper.Mechanism;
import org.xipki.pkcs11.wrapper.PKCS11Exception;
import org.xipki.pkcs11.wrapper.Session;

/**
 * AES key wrap with padding (RFC 5649) by {@code C_WrapKey}. That wraps objects, not bytes: the
 * secret passes through the token as a session object, which is destroyed before the call returns.
 * Binds the key alone, by the check inside RFC 5649.
 *
 * <p>SoftHSM2 2.6 does not strip the padding when it unwraps: a secret of 9 bytes comes back with
 * 16. So the secret is padded here to whole blocks, a byte 0x80 and then zeros, and neither the
 * mechanism nor the token has anything to pad.
 */
final class AesKeyWrapPad implements WrapMethod {

  static final AesKeyWrapPad INSTANCE = new AesKeyWrapPad();

  private static final Mechanism MECHANISM = new Mechanism(CKM_AES_KEY_WRAP_PAD);
  private static final int BLOCK = 8;
  private static final byte PAD_START = (byte) 0x80;

  private AesKeyWrapPad() {}

  @Override
  public long mechanism() {
    return CKM_AES_KEY_WRAP_PAD;
  }

  @Override
  public long[] requiredFlags() {
    return new long[] {CKF_WRAP, CKF_UNWRAP};
  }

  @Override
  public Wrapped wrap(Session session, long key, KeyRef ref, byte[] secret) throws PKCS11Exception {
    byte[] padded = pad(secret);
    long carrier;
    try {
      carrier = session.createObject(carrier().value(padded));
    } finally {
      Arrays.fill(padded, (byte) 0);
    }
    try {
      return new Wrapped(Bytes.of(), Bytes.of(session.wrapKey(MECHANISM, key, carrier)));
    } finally {
      session.destroyObject(carrier);
    }
  }

  @Override
  public byte[] unwrap(Session session, long key, KeyRef ref, Wrapped wrapped)
      throws PKCS11Exception, Malformed {
    int size = wrapped.content().size();
    if (wrapped.iv().size() != 0 || size < 2 * BLOCK || size % BLOCK != 0) {
      throw new Malformed("the wrapped bytes have the wrong length");
    }
    long carrier = session.unwrapKey(MECHANISM, key, wrapped.content().toByteArray(), carrier());
    try {
      return strip(session.getAttrValues(carrier, CKA_VALUE).value());
    } finally {
      session.destroyObject(carrier);
    }
  }

  private static byte[] pad(byte[] secret) {
    byte[] padded = Arrays.copyOf(secret, (secret.length / BLOCK + 1) * BLOCK);
    padded[secret.length] = PAD_START;
    return padded;
  }

  private static byte[] strip(byte @Nullable [] padded) throws Malformed {
    if (padded == null) {
      throw new Malformed("the token does not show what it unwrapped");
    }
    try {
      int end = padded.length - 1;
      while (end > 0 && padded[end] == 0) {
        end--;
      }
      if (end < 1 || padded[end] != PAD_START) {
        throw new Malformed("the secret inside is not padded as it should be");
      }
      return Arrays.copyOf(padded, end);
    } finally {
      Arrays.fill(padded, (byte) 0);
    }
  }

  private static AttributeVector carrier() {
    return AttributeVector.newSecretKey(CKK_GENERIC_SECRET)
        .token(false)
        .private_(true)
        .sensitive(false)
        .extractable(true);
  }
}
