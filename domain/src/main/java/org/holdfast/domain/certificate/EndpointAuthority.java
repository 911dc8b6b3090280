package org.holdfast.domain.certificate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Date;
import java.util.UUID;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.operator.OperatorCreationException;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.material.Algorithm;
import org.holdfast.domain.material.KeyGenerator;
import org.holdfast.domain.material.KeyPairMaterial;
import org.holdfast.domain.material.Material;
import org.holdfast.domain.material.MaterialReader;
import org.holdfast.domain.material.ObjectType;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.SecretAccess;
import org.holdfast.domain.secret.SecretBytes;

/**
 * The authority for endpoints' client certificates (RFC 5280): its own certificate, those of the
 * endpoints and the revocation list. ECDSA on P-384 with SHA-384 throughout.
 */
public final class EndpointAuthority {

  /** The subject of the authority's certificate, and the issuer of all it makes. */
  public static final String SUBJECT = "CN=Holdfast Endpoint CA";

  private static final int VALID_YEARS = 10;
  private static final int KEY_BITS = 384;
  // For clients whose clocks are behind.
  private static final Duration BACKDATED = Duration.ofMinutes(5);
  // RFC 5280, appendix A.1, ub-common-name; and nothing that a log or a listing would trip over.
  private static final Pattern NAME = Pattern.compile("[^\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}]{1,64}");

  private final PrivateKey privateKey;
  private final X509Certificate certificate;

  private EndpointAuthority(PrivateKey privateKey, X509Certificate certificate) {
    this.privateKey = privateKey;
    this.certificate = certificate;
  }

  /** A new authority, valid for ten years. */
  public static NewAuthority create(Instant now, SecureRandom random) {
    try (KeyPairMaterial pair = KeyGenerator.pair(Algorithm.EC, KEY_BITS, random)) {
      SubjectPublicKeyInfo publicKey =
          SubjectPublicKeyInfo.getInstance(
              pair.publicKey().content().toByteArray(SecretAccess.granted()));
      JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
      X500Name name = new X500Name(SUBJECT);
      IssuedCertificate certificate =
          new CertificateDraft(name, name, publicKey, random)
              .valid(
                  now.minus(BACKDATED),
                  now.atOffset(ZoneOffset.UTC).plusYears(VALID_YEARS).toInstant())
              .with(Extension.basicConstraints, true, new BasicConstraints(0))
              .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
              .with(
                  Extension.subjectKeyIdentifier,
                  false,
                  extensions.createSubjectKeyIdentifier(publicKey))
              .sign(privateKey(pair.privateKey().content()));
      return new NewAuthority(pair.privateKey().content().copy(), certificate);
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new IllegalStateException("The certificate could not be made", e);
    }
  }

  /**
   * An authority that {@link #create} made before.
   *
   * @param privateKey PKCS#8 DER; stays open
   * @param certificate DER
   * @throws VaultException {@link ErrorCode#OBJECT_MATERIAL_INVALID} if either cannot be read, or
   *     they do not belong together
   */
  public static EndpointAuthority open(SecretBytes privateKey, Bytes certificate) {
    try (SecretBytes der = SecretBytes.copyOf(certificate.toByteArray());
        Material key = MaterialReader.read(ObjectType.PRIVATE_KEY, Algorithm.EC, privateKey);
        Material publicKey = MaterialReader.publicKeyOf(key);
        Material signed = MaterialReader.read(ObjectType.CERTIFICATE, Algorithm.EC, der);
        Material certified = MaterialReader.publicKeyOf(signed)) {
      if (!publicKey.content().contentEquals(certified.content())) {
        throw new VaultException(
            ErrorCode.OBJECT_MATERIAL_INVALID, "the certificate is not that of the key");
      }
      return new EndpointAuthority(privateKey(key.content()), read(certificate));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Material that was read cannot be read again", e);
    }
  }

  /**
   * A client certificate with the subject {@code CN=<name>,OU=<endpoint>} (as RFC 2253 writes it,
   * the last part first), for TLS client authentication alone. It never outlives the authority.
   *
   * @param name of the endpoint, 1 to 64 characters
   * @param now the validity begins five minutes earlier
   * @param lifetime from {@code now}, at least a second
   * @throws VaultException {@link ErrorCode#INPUT_INVALID} for the name or the lifetime
   */
  public IssuedCertificate issue(
      CertificateRequest request,
      String name,
      UUID endpoint,
      Instant now,
      Duration lifetime,
      SecureRandom random) {
    if (!NAME.matcher(name).matches()) {
      throw invalid("name", "a name has 1 to 64 characters, none of them control");
    }
    if (lifetime.compareTo(Duration.ofSeconds(1)) < 0) {
      throw invalid("lifetime", "a certificate lives for at least a second");
    }
    Instant authorityEnd = certificate.getNotAfter().toInstant();
    if (!now.isBefore(authorityEnd)) {
      throw invalid("lifetime", "the authority's own certificate has expired");
    }
    Instant end =
        lifetime.compareTo(Duration.between(now, authorityEnd)) < 0
            ? now.plus(lifetime)
            : authorityEnd;
    SubjectPublicKeyInfo publicKey =
        SubjectPublicKeyInfo.getInstance(request.publicKey().toByteArray());
    try {
      JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
      return new CertificateDraft(new X500Name(SUBJECT), subject(name, endpoint), publicKey, random)
          .valid(now.minus(BACKDATED), end)
          .with(Extension.basicConstraints, true, new BasicConstraints(false))
          .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
          .with(
              Extension.extendedKeyUsage,
              false,
              new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth))
          .with(
              Extension.subjectKeyIdentifier,
              false,
              extensions.createSubjectKeyIdentifier(publicKey))
          .with(
              Extension.authorityKeyIdentifier,
              false,
              extensions.createAuthorityKeyIdentifier(certificate.getPublicKey()))
          .sign(privateKey);
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new IllegalStateException("The certificate could not be made", e);
    }
  }

  /**
   * The revocation list (RFC 5280, 5), DER.
   *
   * @param number larger than that of the list before
   * @param thisUpdate when it is made
   * @param nextUpdate when the next one is there at the latest
   */
  public Bytes revocationList(
      Collection<RevokedCertificate> revoked,
      BigInteger number,
      Instant thisUpdate,
      Instant nextUpdate) {
    try {
      X509v2CRLBuilder list = new X509v2CRLBuilder(new X500Name(SUBJECT), date(thisUpdate));
      list.setNextUpdate(date(nextUpdate));
      for (RevokedCertificate each : revoked) {
        // No reason: unspecified is said by leaving it out (5.3.1).
        list.addCRLEntry(new BigInteger(each.serial(), 16), date(each.when()), 0);
      }
      list.addExtension(Extension.cRLNumber, false, new CRLNumber(number));
      list.addExtension(
          Extension.authorityKeyIdentifier,
          false,
          new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(certificate.getPublicKey()));
      return Bytes.of(list.build(CertificateDraft.signer(privateKey)).getEncoded());
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new IllegalStateException("The revocation list could not be made", e);
    }
  }

  private static X500Name subject(String name, UUID endpoint) {
    // As ASN.1 strings: from a plain text that begins with '#' the builder would read hexadecimal.
    return new X500NameBuilder(BCStyle.INSTANCE)
        .addRDN(BCStyle.OU, new DERUTF8String(endpoint.toString()))
        .addRDN(BCStyle.CN, new DERUTF8String(name))
        .build();
  }

  private static PrivateKey privateKey(SecretBytes pkcs8) throws GeneralSecurityException {
    KeyFactory factory = KeyFactory.getInstance("EC");
    return pkcs8.lend(
        SecretAccess.granted(),
        content -> factory.generatePrivate(new PKCS8EncodedKeySpec(content)));
  }

  private static X509Certificate read(Bytes der) throws GeneralSecurityException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(der.toByteArray()));
  }

  private static Date date(Instant instant) {
    return Date.from(instant.truncatedTo(ChronoUnit.SECONDS));
  }

  private static VaultException invalid(String field, String detail) {
    return new VaultException(ErrorCode.INPUT_INVALID, detail).atField(field);
  }
}
