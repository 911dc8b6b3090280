package org.holdfast.domain.material;

import java.io.IOException;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * The encodings in which keys of pairs arrive, read and checked: PKCS#8 (RFC 5208, RFC 5958), the
 * older PKCS#1 (RFC 8017, A.1) and SEC1 (RFC 5915), and SubjectPublicKeyInfo (RFC 5280, 4.1.2.7).
 */
final class KeyEncodings {

  private static final String SUPPORTED = "of key pairs, RSA, EC and Ed25519 are";

  private KeyEncodings() {}

  static ReadKey.Private pkcs8(byte[] der) throws IOException {
    PrivateKeyInfo info = PrivateKeyInfo.getInstance(parse(der));
    ASN1ObjectIdentifier algorithm = info.getPrivateKeyAlgorithm().getAlgorithm();
    byte[] inner = info.getPrivateKey().getOctets();
    try {
      if (algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)) {
        return pkcs1(inner);
      }
      if (algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
        return EcKeys.readPrivate(
            info.getPrivateKeyAlgorithm().getParameters(), ECPrivateKey.getInstance(parse(inner)));
      }
      if (algorithm.equals(EdECObjectIdentifiers.id_Ed25519)) {
        ASN1BitString stated = info.getPublicKeyData();
        return Ed25519Keys.readPrivate(seed(inner), stated == null ? null : stated.getOctets());
      }
    } finally {
      Arrays.fill(inner, (byte) 0);
    }
    throw Refusal.algorithm(SUPPORTED);
  }

  static ReadKey.Private pkcs1(byte[] der) throws IOException {
    return RsaKeys.readPrivate(RSAPrivateKey.getInstance(parse(der)));
  }

  static ReadKey.Private sec1(byte[] der) throws IOException {
    return EcKeys.readPrivate(null, ECPrivateKey.getInstance(parse(der)));
  }

  static ReadKey.Public publicKey(byte[] der) throws IOException {
    return publicKey(SubjectPublicKeyInfo.getInstance(parse(der)));
  }

  static ReadKey.Public publicKey(SubjectPublicKeyInfo info) throws IOException {
    ASN1ObjectIdentifier algorithm = info.getAlgorithm().getAlgorithm();
    byte[] content = info.getPublicKeyData().getOctets();
    if (algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)) {
      return pkcs1Public(content);
    }
    if (algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
      return EcKeys.readPublic(info.getAlgorithm().getParameters(), content);
    }
    if (algorithm.equals(EdECObjectIdentifiers.id_Ed25519)) {
      return Ed25519Keys.readPublic(content);
    }
    throw Refusal.algorithm(SUPPORTED);
  }

  static ReadKey.Public pkcs1Public(byte[] der) throws IOException {
    return RsaKeys.readPublic(RSAPublicKey.getInstance(parse(der)));
  }

  /** The public key of a PKCS#8 key that was read before; no check is made again. */
  static SubjectPublicKeyInfo publicOf(byte[] canonical) throws IOException {
    PrivateKeyInfo info = PrivateKeyInfo.getInstance(parse(canonical));
    ASN1ObjectIdentifier algorithm = info.getPrivateKeyAlgorithm().getAlgorithm();
    byte[] inner = info.getPrivateKey().getOctets();
    try {
      if (algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)) {
        return RsaKeys.publicOf(RSAPrivateKey.getInstance(parse(inner)));
      }
      if (algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
        return EcKeys.publicOf(
            info.getPrivateKeyAlgorithm(), ECPrivateKey.getInstance(parse(inner)));
      }
      return Ed25519Keys.publicOf(seed(inner));
    } finally {
      Arrays.fill(inner, (byte) 0);
    }
  }

  private static ASN1Primitive parse(byte[] der) throws IOException {
    return ASN1Primitive.fromByteArray(Der.requireSequence(der));
  }

  // RFC 8410, 7: an octet string within the octet string.
  private static byte[] seed(byte[] inner) throws IOException {
    if (inner.length != 34) {
      throw Refusal.material("an Ed25519 private key has 32 bytes");
    }
    return ASN1OctetString.getInstance(ASN1Primitive.fromByteArray(inner)).getOctets();
  }
}
