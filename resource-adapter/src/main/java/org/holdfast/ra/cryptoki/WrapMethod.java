package org.holdfast.ra.cryptoki;

import java.nio.ByteBuffer;
import org.holdfast.domain.hsm.KeyRef;
import org.holdfast.domain.hsm.WrapMechanism;
import org.holdfast.domain.secret.Bytes;
import org.xipki.pkcs11.wrapper.MechanismInfo;
import org.xipki.pkcs11.wrapper.PKCS11Exception;
import org.xipki.pkcs11.wrapper.Session;
import org.xipki.pkcs11.wrapper.Slot;

/** One way to wrap a secret with a key on a token. What it binds and checks is in each class. */
sealed interface WrapMethod permits AesGcm, AesKeyWrapPad, AesCbcPadHmac {

  /** Initialization vector, empty where there is none, and wrapped bytes. */
  record Wrapped(Bytes iv, Bytes content) {}

  /** The bytes cannot have come from {@link #wrap}; the token need not be asked. */
  final class Malformed extends Exception {

    private static final long serialVersionUID = 1L;

    Malformed(String message) {
      super(message);
    }
  }

  static WrapMethod of(WrapMechanism mechanism) {
    return switch (mechanism) {
      case AES_GCM -> AesGcm.INSTANCE;
      case AES_KEY_WRAP_PAD -> AesKeyWrapPad.INSTANCE;
      case AES_CBC_PAD_HMAC -> AesCbcPadHmac.INSTANCE;
    };
  }

  /** The PKCS#11 mechanism. */
  long mechanism();

  /** The flags ({@code CKF_}) that the token must show for the mechanism. */
  long[] requiredFlags();

  /**
   * @param key handle of the key on the token
   * @param secret is only read
   */
  Wrapped wrap(Session session, long key, KeyRef ref, byte[] secret) throws PKCS11Exception;

  /**
   * @return the secret, which the caller zeroes
   * @throws Malformed if the bytes were changed and that shows without asking the token
   */
  byte[] unwrap(Session session, long key, KeyRef ref, Wrapped wrapped)
      throws PKCS11Exception, Malformed;

  default boolean isOffered(Slot slot) {
    MechanismInfo info = slot.getToken().getMechanismInfo(mechanism());
    if (info == null) {
      return false;
    }
    for (long flag : requiredFlags()) {
      if (!info.hasFlagBit(flag)) {
        return false;
      }
    }
    return true;
  }

  /** The key number as it goes into associated data and MAC. */
  static byte[] numberOf(KeyRef ref) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(ref.number()).array();
  }
}
