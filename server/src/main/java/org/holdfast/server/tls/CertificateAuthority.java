package org.holdfast.server.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.holdfast.server.Failure;
import org.holdfast.server.home.Home;
import org.jspecify.annotations.Nullable;

/**
 * The certificate authority of one home: {@code ca.crt} is for clients to trust, {@code ca.key}
 * signs. An operator who does not want it to issue any more takes {@code ca.key} away.
 */
final class CertificateAuthority {

  private static final Duration VALIDITY = Duration.ofDays(3652);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final X509Certificate certificate;
  private final @Nullable PrivateKey key;

  private CertificateAuthority(X509Certificate certificate, @Nullable PrivateKey key) {
    this.certificate = certificate;
    this.key = key;
  }

  /** The authority in this folder, made if there is none. */
  static CertificateAuthority ensure(Path folder, Clock clock)
      throws GeneralSecurityException, IOException, OperatorCreationException {
    Path certificateFile = folder.resolve("ca.crt");
    Path keyFile = folder.resolve("ca.key");
    if (!Files.exists(certificateFile)) {
      make(certificateFile, keyFile, clock);
    }
    return new CertificateAuthority(
        (X509Certificate)
            CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(certificateFile))),
        Files.exists(keyFile) ? readKey(keyFile) : null);
  }

  private static void make(Path certificateFile, Path keyFile, Clock clock)
      throws GeneralSecurityException, IOException, OperatorCreationException {
    KeyPair keys = newKeys("secp384r1");
    Instant now = clock.instant();
    X500Name name =
        new X500Name("CN=Holdfast authority " + HexFormat.of().toHexDigits(RANDOM.nextInt()));
    JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            name,
            newSerial(),
            Date.from(now.minus(Duration.ofMinutes(5))),
            Date.from(now.plus(VALIDITY)),
            name,
            keys.getPublic());
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
    builder.addExtension(
        Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    builder.addExtension(
        Extension.subjectKeyIdentifier,
        false,
        extensions.createSubjectKeyIdentifier(keys.getPublic()));
    X509Certificate certificate =
        new JcaX509CertificateConverter()
            .getCertificate(
                builder.build(
                    new JcaContentSignerBuilder("SHA384withECDSA").build(keys.getPrivate())));
    // The certificate last: it is what says that the authority is there.
    Home.write(keyFile, pem("PRIVATE KEY", keys.getPrivate().getEncoded()));
    Home.write(certificateFile, pem("CERTIFICATE", certificate.getEncoded()));
  }

  X509Certificate certificate() {
    return certificate;
  }

  boolean canIssue() {
    return key != null;
  }

  PrivateKey key() {
    if (key == null) {
      throw Failure.of(
          "The authority's key (ca.key beside ca.crt) is missing, so no server certificate can be"
              + " issued. Put a server.p12 of your own there, or remove ca.crt to get a new"
              + " authority.");
    }
    return key;
  }

  boolean issued(X509Certificate other) {
    try {
      other.verify(certificate.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  static KeyPair newKeys(String curve) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(curve), RANDOM);
    return generator.generateKeyPair();
  }

  static BigInteger newSerial() {
    return new BigInteger(127, RANDOM).setBit(126);
  }

  private static PrivateKey readKey(Path file) throws GeneralSecurityException, IOException {
    String text = Files.readString(file).replaceAll("-----[A-Z ]+-----", "");
    return KeyFactory.getInstance("EC")
        .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(text.strip())));
  }

  private static String pem(String type, byte[] content) {
    String body =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(content);
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(type, body);
  }
}
