package org.holdfast.domain.material;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Map;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECPoint;
import org.jspecify.annotations.Nullable;

/**
 * Keys on the NIST curves (RFC 5480, RFC 5915). Only curves named by their identifier are read:
 * explicit parameters can describe a curve that merely resembles a standard one (CVE-2020-0601).
 */
final class EcKeys {

  private static final Map<ASN1ObjectIdentifier, Integer> CURVES =
      Map.of(
          SECObjectIdentifiers.secp256r1, 256,
          SECObjectIdentifiers.secp384r1, 384,
          SECObjectIdentifiers.secp521r1, 521);

  private EcKeys() {}

  static ReadKey.Public readPublic(@Nullable ASN1Encodable parameters, byte[] encodedPoint) {
    ASN1ObjectIdentifier curve = curve(parameters);
    ECPoint point = point(curve, encodedPoint);
    return new ReadKey.Public(
        Algorithm.EC,
        bits(curve),
        new SubjectPublicKeyInfo(identifier(curve), point.getEncoded(false)));
  }

  /**
   * @param parameters from around the key; null if only the key itself says them
   */
  static ReadKey.Private readPrivate(@Nullable ASN1Encodable parameters, ECPrivateKey key)
      throws IOException {
    ASN1Encodable own = key.getParametersObject();
    ASN1ObjectIdentifier curve = curve(parameters == null ? own : parameters);
    if (own != null && !curve.equals(own)) {
      throw Refusal.material("the key names two curves");
    }
    X9ECParameters domain = CustomNamedCurves.getByOID(curve);
    BigInteger secret = key.getKey();
    if (secret.signum() <= 0 || secret.compareTo(domain.getN()) >= 0) {
      throw Refusal.weak("the private value is not between 1 and the order of the curve");
    }
    byte[] point = domain.getG().multiply(secret).normalize().getEncoded(false);
    ASN1BitString stated = key.getPublicKey();
    if (stated != null
        && !Arrays.equals(point(curve, stated.getOctets()).getEncoded(false), point)) {
      throw Refusal.weak("the public key does not belong to the private key");
    }
    return new ReadKey.Private(
        Algorithm.EC,
        bits(curve),
        new PrivateKeyInfo(
            identifier(curve),
            new ECPrivateKey(domain.getN().bitLength(), secret, new DERBitString(point), null)));
  }

  /** The public key in a private one that was read before, which always carries it. */
  static SubjectPublicKeyInfo publicOf(AlgorithmIdentifier identifier, ECPrivateKey key) {
    return new SubjectPublicKeyInfo(identifier, key.getPublicKey().getOctets());
  }

  private static ASN1ObjectIdentifier curve(@Nullable ASN1Encodable parameters) {
    if (!(parameters instanceof ASN1ObjectIdentifier curve)) {
      throw Refusal.weak("the curve is not named; explicit parameters are not taken");
    }
    if (!CURVES.containsKey(curve)) {
      throw Refusal.algorithm("of the curves, P-256, P-384 and P-521 are");
    }
    return curve;
  }

  private static ECPoint point(ASN1ObjectIdentifier curve, byte[] encoded) {
    try {
      ECPoint point = CustomNamedCurves.getByOID(curve).getCurve().decodePoint(encoded);
      if (!point.isInfinity() && point.isValid()) {
        return point;
      }
    } catch (RuntimeException e) {
      throw Refusal.weak("the public key is no point of the curve");
    }
    throw Refusal.weak("the public key is no point of the curve");
  }

  private static int bits(ASN1ObjectIdentifier curve) {
    return CURVES.getOrDefault(curve, 0);
  }

  private static AlgorithmIdentifier identifier(ASN1ObjectIdentifier curve) {
    return new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, curve);
  }
}
