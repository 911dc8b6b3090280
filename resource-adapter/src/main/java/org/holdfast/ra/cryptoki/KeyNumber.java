package org.holdfast.ra.cryptoki;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_VALUE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_DATA;

import java.nio.ByteBuffer;
import org.holdfast.domain.hsm.Disposition;
import org.holdfast.domain.hsm.KeyRef;
import org.xipki.pkcs11.wrapper.AttributeVector;
import org.xipki.pkcs11.wrapper.PKCS11Exception;
import org.xipki.pkcs11.wrapper.Session;

/** The data object that holds the highest key number given out on the token (S100). */
final class KeyNumber {

  private KeyNumber() {}

  /** Its value; 0 if it is not there or holds no number. */
  static int read(Session session) throws PKCS11Exception {
    int highest = 0;
    for (long handle : find(session)) {
      byte[] value = session.getAttrValues(handle, CKA_VALUE).value();
      if (value != null && value.length == Integer.BYTES) {
        highest = Math.max(highest, ByteBuffer.wrap(value).getInt());
      }
    }
    return highest;
  }

  /** Leaves exactly one such object, with that number; or none if it is 0. */
  static void write(Session session, int number) throws PKCS11Exception {
    long[] handles = find(session);
    int kept = 0;
    if (number > 0 && handles.length > 0 && change(session, handles[0], number)) {
      kept = 1;
    }
    for (int i = kept; i < handles.length; i++) {
      session.destroyObject(handles[i]);
    }
    if (number > 0 && kept == 0) {
      session.createObject(
          template().token(true).private_(true).modifiable(true).value(bytes(number)));
    }
  }

  /** Some tokens never change an object; it is then made anew. */
  private static boolean change(Session session, long handle, int number) throws PKCS11Exception {
    try {
      session.setAttributeValues(handle, new AttributeVector().value(bytes(number)));
      return true;
    } catch (PKCS11Exception e) {
      if (Ckr.of(e).disposition() != Disposition.CALLER) {
        throw e;
      }
      return false;
    }
  }

  private static long[] find(Session session) throws PKCS11Exception {
    return session.findAllObjectsSingle(template());
  }

  private static AttributeVector template() {
    return new AttributeVector().class_(CKO_DATA).label(KeyRef.KEY_NUMBER_LABEL);
  }

  private static byte[] bytes(int number) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
  }
}
