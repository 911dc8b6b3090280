package org.holdfast.domain.certificate;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.holdfast.domain.secret.Bytes;

/** A certificate in the making, with a fresh serial number. */
final class CertificateDraft {

  private static final int SERIAL_BITS = 128;

  private final X500Name issuer;
  private final X500Name subject;
  private final SubjectPublicKeyInfo publicKey;
  private final BigInteger serial;
  private final ExtensionsGenerator extensions = new ExtensionsGenerator();
  private Instant notBefore = Instant.EPOCH;
  private Instant notAfter = Instant.EPOCH;

  CertificateDraft(
      X500Name issuer, X500Name subject, SubjectPublicKeyInfo publicKey, SecureRandom random) {
    this.issuer = issuer;
    this.subject = subject;
    this.publicKey = publicKey;
    // The top bit is set so that all serial numbers are of one length; the others are random.
    this.serial = new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS - 1);
  }

  CertificateDraft valid(Instant from, Instant to) {
    notBefore = from.truncatedTo(ChronoUnit.SECONDS);
    notAfter = to.truncatedTo(ChronoUnit.SECONDS);
    return this;
  }

  CertificateDraft with(ASN1ObjectIdentifier extension, boolean critical, ASN1Encodable value)
      throws IOException {
    extensions.addExtension(extension, critical, value);
    return this;
  }

  IssuedCertificate sign(PrivateKey key)
      throws GeneralSecurityException, OperatorCreationException, IOException {
    X509v3CertificateBuilder builder =
        new X509v3CertificateBuilder(
            issuer, serial, Date.from(notBefore), Date.from(notAfter), subject, publicKey);
    Extensions all = extensions.generate();
    for (ASN1ObjectIdentifier extension : all.getExtensionOIDs()) {
      builder.addExtension(all.getExtension(extension));
    }
    byte[] der = builder.build(signer(key)).getEncoded();
    return new IssuedCertificate(
        serial.toString(16),
        Bytes.of(MessageDigest.getInstance("SHA-256").digest(der)),
        notBefore,
        notAfter,
        Bytes.of(der));
  }

  static ContentSigner signer(PrivateKey key) throws OperatorCreationException {
    return new JcaContentSignerBuilder("SHA384withECDSA").build(key);
  }
}
