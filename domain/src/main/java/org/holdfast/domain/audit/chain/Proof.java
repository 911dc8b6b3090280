package org.holdfast.domain.audit.chain;

import java.util.UUID;
import org.holdfast.domain.hsm.WrappedSecret;
import org.holdfast.domain.secret.Bytes;

/** Shows that this vault, with a key that the database has not, has seen a digest. */
public sealed interface Proof {

  /**
   * The digest wrapped by the Root of Trust key: authenticated encryption, so that key alone makes
   * it and checks it.
   */
  record ByRootKey(WrappedSecret wrapped) implements Proof {}

  /**
   * HMAC-SHA-256 (RFC 2104) of the digest under a key derived from a master key.
   *
   * @param masterKey its identifier
   */
  record ByMasterKey(UUID masterKey, Bytes mac) implements Proof {}

  /** What a check of a proof came to. */
  enum Result {
    MATCHES,
    DIFFERS,
    /** The key that made it is not there any more, or not now. */
    NOT_CHECKABLE
  }
}
