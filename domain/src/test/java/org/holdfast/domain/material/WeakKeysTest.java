package org.holdfast.domain.material;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.holdfast.domain.material.MaterialReaderTest.counting;
import static org.holdfast.domain.material.SampleMaterials.assertRefused;
import static org.holdfast.domain.material.SampleMaterials.der;
import static org.holdfast.domain.material.SampleMaterials.privateKey;
import static org.holdfast.domain.material.SampleMaterials.publicKey;
import static org.holdfast.domain.material.SampleMaterials.read;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WeakKeysTest {

  private static final BigInteger F4 = BigInteger.valueOf(65537);

  @ParameterizedTest
  @ValueSource(strings = {"rsa-1024", "rsa-2048-exponent-3", "ec-256-explicit"})
  void read_weakPair_isRefused(String name) {
    assertRefused(ErrorCode.KEY_WEAK, () -> privateKey(name + ".pem"));
    assertRefused(ErrorCode.KEY_WEAK, () -> publicKey(name + "-public.pem"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ec-secp256k1", "x25519", "rsa-2048-pss"})
  void read_pairOfOtherAlgorithm_isRefused(String name) {
    assertRefused(ErrorCode.ALGORITHM_NOT_SUPPORTED, () -> privateKey(name + ".pem"));
    assertRefused(ErrorCode.ALGORITHM_NOT_SUPPORTED, () -> publicKey(name + "-public.pem"));
  }

  @Test
  void rsa_threePrimes_isRefused() {
    assertThatExceptionOfType(VaultException.class)
        .isThrownBy(() -> privateKey("rsa-2048-three-primes.pem"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
  void rsa_anyPartChanged_isRefused(int part) throws IOException {
    RSAPrivateKey key = rsa();
    BigInteger[] parts = {
      key.getModulus(),
      key.getPublicExponent(),
      key.getPrivateExponent(),
      key.getPrime1(),
      key.getPrime2(),
      key.getExponent1(),
      key.getExponent2(),
      key.getCoefficient(),
    };
    parts[part] = parts[part].add(BigInteger.TWO);

    assertWeakRsa(parts);
  }

  @Test
  void rsa_primesAreNone_isRefused() throws IOException {
    Random random = new Random(1);
    BigInteger p = odd(random);
    BigInteger q = odd(random);
    while (p.isProbablePrime(20)) {
      p = odd(random);
    }

    assertWeakRsa(p.multiply(q), F4, BigInteger.TWO.pow(2000), p, q, F4, F4, F4);
  }

  @Test
  void rsa_primesCloseTogether_isRefused() throws IOException {
    BigInteger p = BigInteger.ONE.shiftLeft(1023).add(BigInteger.ONE.shiftLeft(1022));
    p = p.nextProbablePrime();
    BigInteger q = p.nextProbablePrime();

    assertWeakRsa(parts(p, q));
  }

  @Test
  void rsa_unequalPrimes_isRefused() throws IOException {
    Random random = new Random(2);
    BigInteger p = new BigInteger(512, 50, random);
    BigInteger q = new BigInteger(1536, 50, random);
    while (p.multiply(q).bitLength() != 2048) {
      p = p.nextProbablePrime();
      q = new BigInteger(1536, 50, random);
    }

    assertWeakRsa(parts(p, q));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1", "3", "65536", "65538"})
  void rsa_publicExponentEvenOrSmall_isRefused(String exponent) {
    assertRefused(ErrorCode.KEY_WEAK, () -> readRsa(rsa().getModulus(), new BigInteger(exponent)));
  }

  @Test
  void rsa_publicExponentHuge_isRefused() {
    assertRefused(
        ErrorCode.KEY_WEAK,
        () -> readRsa(rsa().getModulus(), BigInteger.ONE.shiftLeft(256).add(BigInteger.ONE)));
  }

  @Test
  void rsa_modulusWithSmallFactorOrPrime_isRefused() {
    BigInteger even = rsa().getModulus().add(BigInteger.ONE);
    BigInteger prime = BigInteger.ONE.shiftLeft(2047).nextProbablePrime();

    assertRefused(ErrorCode.KEY_WEAK, () -> readRsa(even, F4));
    assertRefused(ErrorCode.KEY_WEAK, () -> readRsa(prime, F4));
  }

  @ParameterizedTest
  @CsvSource({"2047,KEY_WEAK", "2049,ALGORITHM_NOT_SUPPORTED", "100000,ALGORITHM_NOT_SUPPORTED"})
  void rsa_otherLength_isRefused(int bits, ErrorCode code) {
    assertRefused(code, () -> readRsa(BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE), F4));
  }

  @Test
  void ec_pointNotOnCurve_isRefused() {
    byte[] der = der("ec-256-public.pem");
    der[der.length - 1] ^= 1;

    assertRefused(ErrorCode.KEY_WEAK, () -> read(ObjectType.PUBLIC_KEY, null, der));
  }

  @Test
  void ec_pointAtInfinityOrEmpty_isRefused() {
    for (byte[] point : List.of(new byte[1], new byte[0], new byte[65])) {
      assertRefused(
          ErrorCode.KEY_WEAK,
          () ->
              read(
                  ObjectType.PUBLIC_KEY,
                  null,
                  new SubjectPublicKeyInfo(p256(), point).getEncoded("DER")));
    }
  }

  @Test
  void ec_privateValueOutOfRange_isRefused() {
    BigInteger order =
        new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
    for (BigInteger secret : List.of(BigInteger.ZERO, order, order.add(BigInteger.ONE))) {
      assertRefused(ErrorCode.KEY_WEAK, () -> readPrivate(p256(), new ECPrivateKey(256, secret)));
    }
  }

  @Test
  void ec_publicKeyOfAnother_isRefused() {
    byte[] der = der("ec-256.pem");
    // Within the private value, which the public key at the end then does not fit.
    der[40] ^= 1;

    assertRefused(ErrorCode.KEY_WEAK, () -> read(ObjectType.PRIVATE_KEY, null, der));
  }

  @Test
  void ed25519_pointOfSmallOrder_isRefused() {
    byte[] identity = new byte[32];
    identity[0] = 1;
    byte[] notCanonical = new byte[32];
    Arrays.fill(notCanonical, (byte) 0xff);
    for (byte[] point : List.of(identity, new byte[32], notCanonical, new byte[31])) {
      assertRefused(
          ErrorCode.KEY_WEAK,
          () ->
              read(
                  ObjectType.PUBLIC_KEY,
                  null,
                  new SubjectPublicKeyInfo(
                          new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519), point)
                      .getEncoded("DER")));
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"RSA", "EC", "ED25519"})
  void symmetricKey_oneRepeatedByte_isRefused(Algorithm algorithm) {
    for (int value : new int[] {0, 1, 0x5a, 0xff}) {
      byte[] key = new byte[algorithm.defaultBits() / 8];
      Arrays.fill(key, (byte) value);
      assertRefused(ErrorCode.KEY_WEAK, () -> read(ObjectType.SYMMETRIC_KEY, algorithm, key));
    }
  }

  @ParameterizedTest
  @CsvSource({"0,8", "8,16", "0,16"})
  void tripleDes_twoPartsEqual_isRefused(int from, int to) {
    byte[] key = counting(24);
    for (int i = 0; i < 8; i++) {
      // The lowest bit is parity, which DES does not look at.
      key[to + i] = (byte) (key[from + i] ^ 1);
    }

    assertRefused(
        ErrorCode.KEY_WEAK, () -> read(ObjectType.SYMMETRIC_KEY, Algorithm.TRIPLE_DES, key));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0101010101010101", "e0e0e0e0f1f1f1f1", "01fe01fe01fe01fe"})
  void tripleDes_weakPart_isRefused(String hex) {
    for (int at = 0; at < 24; at += 8) {
      byte[] key = counting(24);
      System.arraycopy(HexFormat.of().parseHex(hex), 0, key, at, 8);
      assertRefused(
          ErrorCode.KEY_WEAK, () -> read(ObjectType.SYMMETRIC_KEY, Algorithm.TRIPLE_DES, key));
    }
  }

  private static BigInteger[] parts(BigInteger p, BigInteger q) {
    BigInteger pMinusOne = p.subtract(BigInteger.ONE);
    BigInteger qMinusOne = q.subtract(BigInteger.ONE);
    BigInteger d = F4.modInverse(pMinusOne.multiply(qMinusOne));
    return new BigInteger[] {
      p.multiply(q), F4, d, p, q, d.mod(pMinusOne), d.mod(qMinusOne), q.modInverse(p)
    };
  }

  private static BigInteger odd(Random random) {
    return new BigInteger(1024, random).setBit(1023).setBit(1022).setBit(0);
  }

  private static void assertWeakRsa(BigInteger... parts) throws IOException {
    RSAPrivateKey key =
        new RSAPrivateKey(
            parts[0], parts[1], parts[2], parts[3], parts[4], parts[5], parts[6], parts[7]);
    assertRefused(
        ErrorCode.KEY_WEAK,
        () ->
            readPrivate(
                new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
                key));
  }

  private static void readPrivate(AlgorithmIdentifier identifier, ASN1Encodable key)
      throws IOException {
    read(ObjectType.PRIVATE_KEY, null, new PrivateKeyInfo(identifier, key).getEncoded("DER"))
        .close();
  }

  // Not as an RSAPublicKey where that would refuse to be made.
  private static void readRsa(BigInteger modulus, BigInteger exponent) throws IOException {
    ASN1Encodable key =
        modulus.signum() > 0 && exponent.signum() > 0
            ? new RSAPublicKey(modulus, exponent)
            : new DERSequence(
                new ASN1Encodable[] {new ASN1Integer(modulus), new ASN1Integer(exponent)});
    read(
            ObjectType.PUBLIC_KEY,
            null,
            new SubjectPublicKeyInfo(
                    new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
                    key)
                .getEncoded("DER"))
        .close();
  }

  private static RSAPrivateKey rsa() {
    try {
      return RSAPrivateKey.getInstance(
          PrivateKeyInfo.getInstance(der("rsa-2048.pem")).parsePrivateKey());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static AlgorithmIdentifier p256() {
    return new AlgorithmIdentifier(
        X9ObjectIdentifiers.id_ecPublicKey, SECObjectIdentifiers.secp256r1);
  }
}
