package org.holdfast.domain.material;

import java.io.IOException;
import java.util.Arrays;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.jspecify.annotations.Nullable;

/** Keys for Ed25519 (RFC 8032, 5.1; their encodings are in RFC 8410). */
final class Ed25519Keys {

  private static final int BITS = 256;

  private Ed25519Keys() {}

  static ReadKey.Public readPublic(byte[] point) {
    // In full: a point of small order makes signatures that fit many messages.
    if (point.length != Ed25519.PUBLIC_KEY_SIZE || !Ed25519.validatePublicKeyFull(point, 0)) {
      throw Refusal.weak("the public key is no point of the curve's main subgroup");
    }
    return new ReadKey.Public(
        Algorithm.ED25519, BITS, new SubjectPublicKeyInfo(identifier(), point));
  }

  /**
   * @param stated the public key that came along; null if none did
   */
  static ReadKey.Private readPrivate(byte[] seed, byte @Nullable [] stated) throws IOException {
    if (seed.length != Ed25519.SECRET_KEY_SIZE) {
      throw Refusal.material("an Ed25519 private key has 32 bytes");
    }
    if (isOneByteRepeated(seed)) {
      throw Refusal.weak("the private key is one repeated byte");
    }
    if (stated != null && !Arrays.equals(stated, point(seed))) {
      throw Refusal.weak("the public key does not belong to the private key");
    }
    return new ReadKey.Private(
        Algorithm.ED25519, BITS, new PrivateKeyInfo(identifier(), new DEROctetString(seed)));
  }

  /** The public key of a private one that was read before. */
  static SubjectPublicKeyInfo publicOf(byte[] seed) {
    return new SubjectPublicKeyInfo(identifier(), point(seed));
  }

  /** Whether a secret is as good as a constant. */
  static boolean isOneByteRepeated(byte[] content) {
    int difference = 0;
    for (byte each : content) {
      difference |= each ^ content[0];
    }
    return difference == 0;
  }

  private static byte[] point(byte[] seed) {
    byte[] point = new byte[Ed25519.PUBLIC_KEY_SIZE];
    Ed25519.generatePublicKey(seed, 0, point, 0);
    return point;
  }

  private static AlgorithmIdentifier identifier() {
    return new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519);
  }
}
