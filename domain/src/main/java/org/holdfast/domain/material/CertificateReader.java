package org.holdfast.domain.material;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.x509.Certificate;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.secret.SecretAccess;
import org.holdfast.domain.secret.SecretBytes;
import org.jspecify.annotations.Nullable;

/**
 * Reads certificates (RFC 5280): one, or a chain in order, each signed by the next. Validity in
 * time and trust are not judged: that depends on who asks, and when.
 */
final class CertificateReader {

  private static final int MAX_CHAIN = 10;
  private static final String EXPECTED = "an X.509 certificate";

  private CertificateReader() {}

  static Material read(@Nullable Algorithm wanted, byte[] input) {
    List<X509Certificate> chain = new ArrayList<>();
    ByteArrayOutputStream canonical = new ByteArrayOutputStream();
    ReadKey.@Nullable Public leafKey = null;
    for (byte[] der : encoded(input)) {
      ReadKey.Public key = Refusal.unless(EXPECTED, () -> key(der));
      leafKey = leafKey == null ? key : leafKey;
      chain.add(Refusal.unless(EXPECTED, () -> certificate(der)));
      canonical.writeBytes(der);
    }
    if (leafKey == null) {
      throw Refusal.material("there is no certificate");
    }
    MaterialReader.requireAgreement(wanted, leafKey);
    checkOrder(chain);
    ReadKey.Public key = leafKey;
    CertificateFacts facts = Refusal.unless(EXPECTED, () -> facts(chain, key));
    return Material.restored(
        ObjectType.CERTIFICATE,
        key.algorithm(),
        key.bits(),
        SecretBytes.takeFrom(canonical.toByteArray()),
        facts);
  }

  /**
   * The public key of the first certificate of a chain that was read before, in the vault's form,
   * which is not always the certificate's.
   */
  static byte[] leafKey(byte[] canonical) throws IOException {
    int end = Der.endOfSequence(canonical, 0);
    return key(Arrays.copyOf(canonical, end)).info().getEncoded(ASN1Encoding.DER);
  }

  private static List<byte[]> encoded(byte[] input) {
    List<byte[]> certificates = new ArrayList<>();
    if (Der.looksLike(input)) {
      for (int from = 0; from < input.length; ) {
        int end = Der.endOfSequence(input, from);
        certificates.add(Arrays.copyOfRange(input, from, end));
        from = end;
        if (certificates.size() > MAX_CHAIN) {
          throw Refusal.material("a chain has at most " + MAX_CHAIN + " certificates");
        }
      }
      return certificates;
    }
    try (Pem pem = Pem.read(input, MAX_CHAIN)) {
      for (Pem.Block block : pem.blocks()) {
        if (!block.label().equals("CERTIFICATE")) {
          throw Refusal.material("there is a PEM block other than CERTIFICATE");
        }
        certificates.add(Der.requireSequence(block.content().toByteArray(SecretAccess.granted())));
      }
    }
    return certificates;
  }

  private static ReadKey.Public key(byte[] der) throws IOException {
    return KeyEncodings.publicKey(Certificate.getInstance(der).getSubjectPublicKeyInfo());
  }

  private static X509Certificate certificate(byte[] der) throws GeneralSecurityException {
    X509Certificate certificate =
        (X509Certificate)
            CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(der));
    if (!Arrays.equals(certificate.getEncoded(), der)) {
      throw Refusal.material("this is not " + EXPECTED);
    }
    return certificate;
  }

  private static void checkOrder(List<X509Certificate> chain) {
    for (int i = 0; i + 1 < chain.size(); i++) {
      X509Certificate issued = chain.get(i);
      X509Certificate issuer = chain.get(i + 1);
      VaultException disorder =
          Refusal.material(
              "certificate %d of the chain is not signed by the one after it".formatted(i + 1));
      if (!issued.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
        throw disorder;
      }
      if (issuer.getBasicConstraints() < 0) {
        throw Refusal.material(
            "certificate %d of the chain is not that of an authority".formatted(i + 2));
      }
      try {
        issued.verify(issuer.getPublicKey());
      } catch (GeneralSecurityException | RuntimeException e) {
        throw disorder;
      }
    }
  }

  private static CertificateFacts facts(List<X509Certificate> chain, ReadKey.Public key)
      throws CertificateParsingException, CertificateEncodingException {
    X509Certificate leaf = chain.get(0);
    return new CertificateFacts(
        leaf.getSubjectX500Principal().getName(),
        leaf.getIssuerX500Principal().getName(),
        leaf.getSerialNumber().toString(16),
        leaf.getNotBefore().toInstant(),
        leaf.getNotAfter().toInstant(),
        alternativeNames(leaf.getSubjectAlternativeNames()),
        key.algorithm().displayName(),
        key.bits(),
        Material.sha256(leaf.getEncoded()),
        chain.size(),
        leaf.getBasicConstraints() >= 0);
  }

  private static List<String> alternativeNames(@Nullable Collection<List<?>> names) {
    if (names == null) {
      return List.of();
    }
    return names.stream().map(CertificateReader::alternativeName).toList();
  }

  // RFC 5280, 4.2.1.6: the numbers are the tags of GeneralName.
  private static String alternativeName(List<?> name) {
    String kind =
        switch ((Integer) name.get(0)) {
          case 1 -> "email:";
          case 2 -> "DNS:";
          case 4 -> "directory:";
          case 6 -> "URI:";
          case 7 -> "IP:";
          case 8 -> "OID:";
          default -> "other:";
        };
    Object value = name.get(1);
    return kind
        + (value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : value.toString());
  }
}
