package org.holdfast.domain.material;

import java.util.Arrays;

/**
 * Algorithms of keys, with the lengths they allow (KMIP 2.1, Cryptographic Algorithm). What a key
 * may be used for is in {@link Usage}, how in {@link Scheme}.
 */
public enum Algorithm {
  AES("AES", Kind.CIPHER, 256, 128, 192, 256),
  /** Import only: weak by today's measure (NIST SP 800-131A Rev. 2, 2). */
  TRIPLE_DES("3DES", Kind.CIPHER, 192, 192),
  CHACHA20("ChaCha20", Kind.CIPHER, 256, 256),
  HMAC_SHA256("HMAC-SHA256", Kind.MAC, 256, 256),
  HMAC_SHA384("HMAC-SHA384", Kind.MAC, 384, 384),
  HMAC_SHA512("HMAC-SHA512", Kind.MAC, 512, 512),
  /** The length is that of the modulus (RFC 8017). */
  RSA("RSA", Kind.KEY_PAIR, 3072, 2048, 3072, 4096),
  /** NIST P-256, P-384 and P-521 (FIPS 186-5, SP 800-186). */
  EC("EC", Kind.KEY_PAIR, 384, 256, 384, 521),
  /** RFC 8032. */
  ED25519("Ed25519", Kind.KEY_PAIR, 256, 256);

  /** What a key of an algorithm is. */
  public enum Kind {
    /** A secret key that encrypts. */
    CIPHER,
    /** A secret key that authenticates messages. */
    MAC,
    /** A private key and a public key. */
    KEY_PAIR
  }

  private final String displayName;
  private final Kind kind;
  private final int defaultBits;

  @SuppressWarnings("ImmutableEnumChecker") // the array never leaves
  private final int[] bits;

  Algorithm(String displayName, Kind kind, int defaultBits, int... bits) {
    this.displayName = displayName;
    this.kind = kind;
    this.defaultBits = defaultBits;
    this.bits = bits;
  }

  /** As people write it. */
  public String displayName() {
    return displayName;
  }

  /** What its keys are. */
  public Kind kind() {
    return kind;
  }

  /** Whether its key is one secret, not a pair. */
  public boolean isSymmetric() {
    return kind != Kind.KEY_PAIR;
  }

  /** Whether the vault makes keys of it; otherwise it only takes those made elsewhere. */
  public boolean isGenerated() {
    return this != TRIPLE_DES;
  }

  /** The length in bits where nobody asks for another. */
  public int defaultBits() {
    return defaultBits;
  }

  /** Whether keys may have this length in bits. */
  public boolean allows(int keyBits) {
    return Arrays.stream(bits).anyMatch(allowed -> allowed == keyBits);
  }

  /** The lengths allowed, for messages. */
  public String allowedBits() {
    return Arrays.toString(bits);
  }
}
