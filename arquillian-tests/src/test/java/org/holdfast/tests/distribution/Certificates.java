package org.holdfast.tests.distribution;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Certificates from elsewhere, on P-256. */
final class Certificates {

  private Certificates() {}

  /** A certificate and the one that signed it, in PEM. */
  record Chain(String pem, PrivateKey key, Instant notAfter) {

    /** A signature by the key of the certificate, in base64. */
    String sign(String data) throws GeneralSecurityException {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(key);
      signature.update(data.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(signature.sign());
    }
  }

  static Chain chain(String subject, String issuer) throws GeneralSecurityException {
    KeyPair root = EndpointClient.keyPair();
    KeyPair own = EndpointClient.keyPair();
    X509Certificate rootCertificate = certificate(issuer, issuer, root, root);
    X509Certificate certificate = certificate(subject, issuer, own, root);
    return new Chain(
        pem(certificate) + pem(rootCertificate),
        own.getPrivate(),
        certificate.getNotAfter().toInstant());
  }

  /** A certificate good for a year; of an authority where it is signed by its own key. */
  static X509Certificate certificate(String subject, String issuer, KeyPair own, KeyPair signer)
      throws GeneralSecurityException {
    return certificate(subject, issuer, own, signer, Instant.now().plus(365, ChronoUnit.DAYS));
  }

  /** In PEM, an authority's certificate whose time was over a day ago. */
  static String expired(String subject) throws GeneralSecurityException {
    KeyPair own = EndpointClient.keyPair();
    return pem(certificate(subject, subject, own, own, Instant.now().minus(1, ChronoUnit.DAYS)));
  }

  @SuppressWarnings("JavaUtilDate") // the builder takes no other
  private static X509Certificate certificate(
      String subject, String issuer, KeyPair own, KeyPair signer, Instant until)
      throws GeneralSecurityException {
    Instant now = Instant.now();
    Instant from = until.isBefore(now) ? until.minus(1, ChronoUnit.DAYS) : now;
    try {
      return new JcaX509CertificateConverter()
          .getCertificate(
              new JcaX509v3CertificateBuilder(
                      new X500Principal(issuer),
                      BigInteger.valueOf(now.toEpochMilli()),
                      Date.from(from.minus(1, ChronoUnit.HOURS)),
                      Date.from(until),
                      new X500Principal(subject),
                      own.getPublic())
                  .addExtension(
                      Extension.basicConstraints, true, new BasicConstraints(own == signer))
                  .build(
                      new JcaContentSignerBuilder("SHA256withECDSA").build(signer.getPrivate())));
    } catch (CertIOException | OperatorCreationException e) {
      throw new GeneralSecurityException(e);
    }
  }

  private static String pem(X509Certificate certificate) throws GeneralSecurityException {
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
        + "\n-----END CERTIFICATE-----\n";
  }
}
