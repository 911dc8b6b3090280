package org.holdfast.ra.cryptoki;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_ALWAYS_SENSITIVE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_CHECK_VALUE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_EXTRACTABLE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_ID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_LOCAL;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_NEVER_EXTRACTABLE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_PRIVATE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_SENSITIVE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_TOKEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_VALUE_LEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_AES_ECB;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_AES_KEY_GEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_SECRET_KEY;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.OptionalInt;
import org.holdfast.domain.hsm.Disposition;
import org.holdfast.domain.hsm.KeyRef;
import org.holdfast.domain.hsm.RootKeyFacts;
import org.holdfast.domain.secret.Bytes;
import org.jspecify.annotations.Nullable;
import org.xipki.pkcs11.wrapper.AttributeVector;
import org.xipki.pkcs11.wrapper.Mechanism;
import org.xipki.pkcs11.wrapper.PKCS11Exception;
import org.xipki.pkcs11.wrapper.Session;

/** The Root of Trust keys on a token, as objects (S100). Stateless; each method is a few calls. */
final class RootKeys {

  private static final int KEY_BYTES = 32;
  private static final int BLOCK_BYTES = 16;
  private static final int CHECK_VALUE_BYTES = 3;

  private RootKeys() {}

  static long[] findAll(Session session) throws PKCS11Exception {
    return session.findAllObjectsSingle(template());
  }

  static long[] find(Session session, KeyRef key) throws PKCS11Exception {
    return session.findAllObjectsSingle(template().id(key.id().toByteArray()));
  }

  /** Wrap and unwrap are allowed beside encrypt and decrypt, since key wrap is a mechanism too. */
  static long generate(Session session, KeyRef key, boolean extractable) throws PKCS11Exception {
    return session.generateKey(
        new Mechanism(CKM_AES_KEY_GEN),
        AttributeVector.newAESSecretKey()
            .valueLen(KEY_BYTES)
            .token(true)
            .private_(true)
            .sensitive(true)
            .extractable(extractable)
            .encrypt(true)
            .decrypt(true)
            .wrap(true)
            .unwrap(true)
            .id(key.id().toByteArray())
            .label(KeyRef.ROOT_KEY_LABEL));
  }

  /** The number in {@code CKA_ID}; empty if that is no key number. */
  static OptionalInt numberOf(Session session, long handle) throws PKCS11Exception {
    byte[] id = session.getAttrValues(handle, CKA_ID).id();
    if (id == null || id.length != Integer.BYTES) {
      return OptionalInt.empty();
    }
    int number = ByteBuffer.wrap(id).getInt();
    return number < 1 ? OptionalInt.empty() : OptionalInt.of(number);
  }

  /**
   * Reads the attributes back. One that the token does not show counts as not set, which is the
   * answer that raises an alarm.
   */
  static RootKeyFacts facts(Session session, long handle, KeyRef key) throws PKCS11Exception {
    return new RootKeyFacts(
        key,
        checkValue(session, handle),
        flag(session, handle, CKA_SENSITIVE, false),
        flag(session, handle, CKA_ALWAYS_SENSITIVE, false),
        flag(session, handle, CKA_EXTRACTABLE, true),
        flag(session, handle, CKA_NEVER_EXTRACTABLE, false),
        flag(session, handle, CKA_LOCAL, false),
        flag(session, handle, CKA_PRIVATE, false),
        flag(session, handle, CKA_TOKEN, false),
        bits(session, handle));
  }

  /**
   * Encrypts a zero block, which also proves that the key works; where the token does not offer
   * that, believes {@code CKA_CHECK_VALUE}. Empty if it has neither.
   */
  static Bytes checkValue(Session session, long handle) throws PKCS11Exception {
    try {
      byte[] block =
          session.encryptSingle(new Mechanism(CKM_AES_ECB), handle, new byte[BLOCK_BYTES]);
      return Bytes.of(Arrays.copyOf(block, CHECK_VALUE_BYTES));
    } catch (PKCS11Exception e) {
      Ckr ckr = Ckr.of(e);
      if (ckr.disposition() != Disposition.CALLER || ckr.isStaleKey()) {
        throw e;
      }
    }
    AttributeVector read = read(session, handle, CKA_CHECK_VALUE);
    byte[] value = read == null ? null : read.checkValue();
    return value == null ? Bytes.of() : Bytes.of(value);
  }

  private static AttributeVector template() {
    return new AttributeVector().class_(CKO_SECRET_KEY).label(KeyRef.ROOT_KEY_LABEL);
  }

  private static boolean flag(Session session, long handle, long attribute, boolean unknown)
      throws PKCS11Exception {
    AttributeVector read = read(session, handle, attribute);
    Boolean value = read == null ? null : read.getBooleanAttrValue(attribute);
    return value == null ? unknown : value;
  }

  private static int bits(Session session, long handle) throws PKCS11Exception {
    AttributeVector read = read(session, handle, CKA_VALUE_LEN);
    Integer bytes = read == null ? null : read.valueLen();
    return bytes == null ? 0 : bytes * Byte.SIZE;
  }

  private static @Nullable AttributeVector read(Session session, long handle, long attribute)
      throws PKCS11Exception {
    try {
      return session.getAttrValues(handle, attribute);
    } catch (PKCS11Exception e) {
      if (Ckr.of(e).isAttributeWithheld()) {
        return null;
      }
      throw e;
    }
  }
}
