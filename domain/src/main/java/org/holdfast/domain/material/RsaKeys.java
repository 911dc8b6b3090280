package org.holdfast.domain.material;

import java.io.IOException;
import java.math.BigInteger;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * RSA keys (RFC 8017, appendix A.1): what makes one weak (FIPS 186-5, 5.1 and appendix A.1.1; NIST
 * SP 800-89, 5.3.3).
 */
final class RsaKeys {

  private static final int MIN_BITS = 2048;
  private static final int CERTAINTY = 100;
  private static final BigInteger MIN_EXPONENT = BigInteger.valueOf(65537);
  private static final int MAX_EXPONENT_BITS = 256;
  private static final BigInteger SMALL_PRIMES = productOfPrimesBelow(752);

  private RsaKeys() {}

  static ReadKey.Public readPublic(RSAPublicKey parts) throws IOException {
    BigInteger modulus = parts.getModulus();
    checkSizes(modulus, parts.getPublicExponent());
    if (!modulus.gcd(SMALL_PRIMES).equals(BigInteger.ONE) || modulus.isProbablePrime(CERTAINTY)) {
      throw Refusal.weak("the modulus is easily factored");
    }
    return new ReadKey.Public(
        Algorithm.RSA, modulus.bitLength(), new SubjectPublicKeyInfo(identifier(), parts));
  }

  static ReadKey.Private readPrivate(RSAPrivateKey parts) throws IOException {
    if (parts.getVersion().signum() != 0) {
      throw Refusal.algorithm("an RSA key has two primes");
    }
    BigInteger modulus = parts.getModulus();
    checkSizes(modulus, parts.getPublicExponent());
    checkPrimes(modulus, parts.getPrime1(), parts.getPrime2());
    checkExponents(parts);
    return new ReadKey.Private(
        Algorithm.RSA, modulus.bitLength(), new PrivateKeyInfo(identifier(), parts));
  }

  /** The public key in a private one that was read before. */
  static SubjectPublicKeyInfo publicOf(RSAPrivateKey parts) throws IOException {
    return new SubjectPublicKeyInfo(
        identifier(), new RSAPublicKey(parts.getModulus(), parts.getPublicExponent()));
  }

  // First of all, for it bounds what the arithmetic after it costs.
  private static void checkSizes(BigInteger modulus, BigInteger exponent) {
    int bits = modulus.bitLength();
    if (modulus.signum() <= 0 || bits < MIN_BITS) {
      throw Refusal.weak("RSA with %d bits; at least %d are needed".formatted(bits, MIN_BITS));
    }
    if (!Algorithm.RSA.allows(bits)) {
      throw Refusal.bits(Algorithm.RSA, bits);
    }
    if (exponent.compareTo(MIN_EXPONENT) < 0
        || !exponent.testBit(0)
        || exponent.bitLength() > MAX_EXPONENT_BITS) {
      throw Refusal.weak("the public exponent is odd, at least 65537 and below 2^256");
    }
  }

  private static void checkPrimes(BigInteger modulus, BigInteger p, BigInteger q) {
    int half = modulus.bitLength() / 2;
    if (p.signum() <= 0 || q.signum() <= 0 || !p.multiply(q).equals(modulus)) {
      throw Refusal.weak("the primes do not make the modulus");
    }
    if (p.bitLength() != half
        || q.bitLength() != half
        || p.subtract(q).abs().bitLength() <= half - 100) {
      throw Refusal.weak("the primes are not of equal length, or too close together");
    }
    if (!p.isProbablePrime(CERTAINTY) || !q.isProbablePrime(CERTAINTY)) {
      throw Refusal.weak("a prime is none");
    }
  }

  private static void checkExponents(RSAPrivateKey parts) {
    BigInteger p = parts.getPrime1();
    BigInteger q = parts.getPrime2();
    BigInteger d = parts.getPrivateExponent();
    BigInteger pMinusOne = p.subtract(BigInteger.ONE);
    BigInteger qMinusOne = q.subtract(BigInteger.ONE);
    BigInteger product = parts.getPublicExponent().multiply(d);
    if (d.signum() <= 0
        || d.compareTo(parts.getModulus()) >= 0
        || !product.mod(pMinusOne).equals(BigInteger.ONE)
        || !product.mod(qMinusOne).equals(BigInteger.ONE)
        || !parts.getExponent1().equals(d.mod(pMinusOne))
        || !parts.getExponent2().equals(d.mod(qMinusOne))
        || !parts.getCoefficient().equals(q.modInverse(p))) {
      throw Refusal.weak("the parts of the private key do not fit each other");
    }
    if (d.bitLength() <= parts.getModulus().bitLength() / 2) {
      throw Refusal.weak("the private exponent is too small");
    }
  }

  private static AlgorithmIdentifier identifier() {
    return new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE);
  }

  private static BigInteger productOfPrimesBelow(int limit) {
    BigInteger product = BigInteger.ONE;
    for (BigInteger prime = BigInteger.TWO;
        prime.intValue() < limit;
        prime = prime.nextProbablePrime()) {
      product = product.multiply(prime);
    }
    return product;
  }
}
