package org.holdfast.domain.hsm;

/** Why an HSM call failed, as far as someone can act on it. */
public enum HsmFault {
  /** The PKCS#11 library is missing, unreadable or not a library (S85). */
  LIBRARY_NOT_LOADED,
  /** No token with that label, no token at all, or no slot list (S84). */
  SLOT_NOT_FOUND,
  /** Two tokens carry the label, or several tokens are there and no label was given (S15). */
  TOKEN_AMBIGUOUS,
  /** The device, its network or its driver failed. */
  DEVICE_FAILED,
  /** It does not answer in time; what it was asked for may still happen. */
  TIMED_OUT,
  /** All pooled sessions are in use, or the token gives no more. */
  BUSY,
  /** No credential was given to the token yet. */
  NOT_LOGGED_IN,
  /** The token refused the credential. */
  CREDENTIAL_REFUSED,
  /** The token refused this credential before; it was not sent again (B3). */
  CREDENTIAL_REFUSED_BEFORE,
  /** The token locked the credential. */
  CREDENTIAL_LOCKED,
  /** The new credential was refused and the former one could not be logged in again (S28). */
  ROLLBACK_FAILED,
  KEY_MISSING,
  /** Several keys with the same number (S81). */
  KEY_AMBIGUOUS,
  /** The key's attributes are not what was asked for (B4). */
  KEY_ATTRIBUTES_WRONG,
  /** The key with that number is not the one that was made: its check value differs (B5). */
  KEY_REPLACED,
  /** The token offers none of the vendor's mechanisms. */
  MECHANISM_MISSING,
  /** The wrapped bytes do not belong to this key or were changed. */
  WRAPPED_DATA_INVALID,
  /** The token is full or write-protected. */
  TOKEN_NOT_WRITABLE,
  /** Any other refusal. */
  REJECTED
}
