package org.holdfast.domain.hsm;

import java.util.List;
import org.holdfast.domain.secret.SecretBytes;

/**
 * A connection to one logged-in token. Each call is whole: it finds the key, works and leaves no
 * handle behind. Not to be shared between threads; closing gives it back to the pool, and a closed
 * connection throws {@link IllegalStateException}.
 */
public interface HsmConnection extends AutoCloseable {

  TokenFacts token() throws HsmException;

  /** The Root of Trust keys on the token, by number; two with the same number are both listed. */
  List<RootKeyFacts> rootKeys() throws HsmException;

  /**
   * The Root of Trust key with that number, looked up on the token anew.
   *
   * @throws HsmKeyMissing if it is not there
   * @throws HsmRejected with {@link HsmFault#KEY_AMBIGUOUS} if several are
   */
  RootKeyFacts rootKey(KeyRef key) throws HsmException;

  /**
   * The highest key number ever given out on this token: the larger of the number object's value
   * and the highest key there; 0 on an unused token.
   */
  int highestKeyNumber() throws HsmException;

  /**
   * Makes the Root of Trust key with that number, AES-256, sensitive, private, on the token, and
   * records the number in the number object, which is made where it is missing (S100, S101).
   *
   * @param extractable the value of {@code CKA_EXTRACTABLE}
   * @return the attributes as read back from the token
   * @throws HsmRejected with {@link HsmFault#KEY_AMBIGUOUS} if a key with that number is there, or
   *     is made by another node meanwhile; then nothing of this call is left, and the next number
   *     is to be taken
   */
  RootKeyFacts createRootKey(KeyRef key, boolean extractable) throws HsmException;

  /**
   * Destroys every Root of Trust key with that number and takes the number object back: to the
   * highest key that is left, or away when none is. Does nothing if no such key is there.
   */
  void destroyRootKey(KeyRef key) throws HsmException;

  /**
   * Wraps a secret of 1 to 4096 bytes with the first mechanism of the vendor pack that the token
   * offers.
   */
  WrappedSecret wrap(KeyRef key, SecretBytes secret) throws HsmException;

  /**
   * Unwraps what {@link #wrap} made, by any mechanism.
   *
   * @throws HsmRejected with {@link HsmFault#WRAPPED_DATA_INVALID} if the bytes were changed or
   *     belong to another key
   */
  SecretBytes unwrap(WrappedSecret wrapped) throws HsmException;

  /** {@code size} bytes, 1 to 4096, from the token's generator. */
  SecretBytes random(int size) throws HsmException;

  @Override
  void close();
}
