package org.holdfast.domain.hsm;

/** How the Root of Trust key wraps the wallet password; written beside the wrapped bytes. */
public enum WrapMechanism {
  /** {@code CKM_AES_GCM}, 96-bit nonce, 128-bit tag; the associated data binds the key number. */
  AES_GCM,
  /**
   * {@code CKM_AES_KEY_WRAP_PAD} (RFC 5649): the secret passes as a session object, filled up to
   * whole 8-byte blocks with a byte 0x80 and zeros, since some tokens do not strip the mechanism's
   * own padding.
   */
  AES_KEY_WRAP_PAD,
  /**
   * {@code CKM_AES_CBC_PAD} with a random 128-bit IV, then HMAC-SHA-256 over key number, IV and
   * ciphertext. The MAC key is the encryption of a fixed label by the same key on the token.
   */
  AES_CBC_PAD_HMAC
}
