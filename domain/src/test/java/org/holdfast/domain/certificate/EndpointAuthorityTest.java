package org.holdfast.domain.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.holdfast.domain.material.SampleMaterials.assertRefused;
import static org.holdfast.domain.material.SampleMaterials.file;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.material.Algorithm;
import org.holdfast.domain.material.CertificateFacts;
import org.holdfast.domain.material.KeyGenerator;
import org.holdfast.domain.material.KeyPairMaterial;
import org.holdfast.domain.material.Material;
import org.holdfast.domain.material.MaterialReader;
import org.holdfast.domain.material.ObjectType;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.SecretBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointAuthorityTest {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00.123Z");
  private static final UUID ENDPOINT = UUID.fromString("019a0000-0000-7000-8000-000000000001");
  private static final String CLIENT_AUTHENTICATION = "1.3.6.1.5.5.7.3.2";
  private static final NewAuthority CREATED = EndpointAuthority.create(NOW, RANDOM);

  private final EndpointAuthority authority =
      EndpointAuthority.open(CREATED.privateKey(), CREATED.certificate().der());

  @Test
  void create_certificate_isAnAuthorityForTenYears() throws GeneralSecurityException {
    X509Certificate certificate = x509(CREATED.certificate());

    certificate.verify(certificate.getPublicKey());
    assertThat(certificate.getSubjectX500Principal().getName())
        .isEqualTo("CN=Holdfast Endpoint CA")
        .isEqualTo(certificate.getIssuerX500Principal().getName());
    assertThat(certificate.getSigAlgName()).isEqualTo("SHA384withECDSA");
    assertThat(certificate.getBasicConstraints()).isZero();
    assertThat(certificate.getKeyUsage())
        .containsExactly(false, false, false, false, false, true, true, false, false);
    assertThat(certificate.getCriticalExtensionOIDs())
        .containsExactlyInAnyOrder("2.5.29.19", "2.5.29.15");
    assertThat(certificate.getExtensionValue("2.5.29.14")).isNotNull();
    assertThat(CREATED.certificate().notBefore()).isEqualTo("2026-11-21T11:55:00Z");
    assertThat(CREATED.certificate().notAfter()).isEqualTo("2036-11-21T12:00:00Z");
    assertThat(certificate.getNotAfter().toInstant()).isEqualTo(CREATED.certificate().notAfter());
  }

  @Test
  void create_twice_differsInKeyAndSerial() {
    try (NewAuthority other = EndpointAuthority.create(NOW, RANDOM)) {
      assertThat(other.certificate().serial()).isNotEqualTo(CREATED.certificate().serial());
      assertThat(other.privateKey().contentEquals(CREATED.privateKey())).isFalse();
    }
  }

  @Test
  void close_new_zeroesTheKey() {
    NewAuthority other = EndpointAuthority.create(NOW, RANDOM);

    other.close();

    assertThat(other.privateKey().isDestroyed()).isTrue();
  }

  @Test
  void open_keyOfAnother_isRefused() {
    try (NewAuthority other = EndpointAuthority.create(NOW, RANDOM)) {
      assertRefused(
          ErrorCode.OBJECT_MATERIAL_INVALID,
          () -> EndpointAuthority.open(other.privateKey(), CREATED.certificate().der()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rsa-2048", "ec-256", "ec-521", "ed25519"})
  void issue_anyKey_isAClientCertificateThatTheAuthorityVouchesFor(String key)
      throws GeneralSecurityException {
    IssuedCertificate issued = issue(request(key), "db-1", Duration.ofDays(365));
    X509Certificate certificate = x509(issued);

    validate(certificate);
    assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=db-1,OU=" + ENDPOINT);
    assertThat(certificate.getIssuerX500Principal().getName()).isEqualTo(EndpointAuthority.SUBJECT);
    assertThat(Bytes.of(certificate.getPublicKey().getEncoded()))
        .isEqualTo(request(key).publicKey());
    assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
    assertThat(certificate.getExtendedKeyUsage()).containsExactly(CLIENT_AUTHENTICATION);
    assertThat(certificate.getKeyUsage())
        .containsExactly(true, false, false, false, false, false, false, false, false);
    assertThat(certificate.getSubjectAlternativeNames()).isNull();
    assertThat(keyIdentifier(certificate))
        .isEqualTo(subjectKeyIdentifier(x509(CREATED.certificate())));
    assertThat(subjectKeyIdentifier(certificate)).isNotEmpty();
  }

  @Test
  void issue_result_agreesWithTheCertificate() throws GeneralSecurityException {
    IssuedCertificate issued = issue(request("ec-256"), "db-1", Duration.ofHours(1));
    X509Certificate certificate = x509(issued);
    CertificateFacts facts = facts(issued.toPem().getBytes(StandardCharsets.US_ASCII));

    assertThat(issued.notBefore()).isEqualTo("2026-11-21T11:55:00Z");
    assertThat(issued.notAfter()).isEqualTo("2026-11-21T13:00:00Z");
    assertThat(certificate.getNotBefore().toInstant()).isEqualTo(issued.notBefore());
    assertThat(certificate.getNotAfter().toInstant()).isEqualTo(issued.notAfter());
    assertThat(issued.serial()).hasSize(32).isEqualTo(facts.serial());
    assertThat(certificate.getSerialNumber()).isPositive();
    assertThat(issued.fingerprint()).isEqualTo(facts.fingerprint());
    assertThat(issue(request("ec-256"), "db-1", Duration.ofHours(1)).serial())
        .isNotEqualTo(issued.serial());
  }

  @ParameterizedTest
  @ValueSource(strings = {"#0403", "a,b=c+d\\", "Schlüssel 鍵", " x ", "CN=admin"})
  void issue_oddName_isTheNameAndNothingElse(String name) {
    IssuedCertificate issued = issue(request("ec-256"), name, Duration.ofHours(1));

    RDN[] rdns = Certificate.getInstance(issued.der().toByteArray()).getSubject().getRDNs();
    assertThat(rdns).hasSize(2);
    assertThat(rdns[1].getFirst().getValue()).hasToString(name);
    assertThat(rdns[0].getFirst().getValue()).hasToString(ENDPOINT.toString());
  }

  @Test
  void issue_badNameOrLifetime_isRefused() {
    for (String name : List.of("", "x".repeat(65), "a\nb", "nul\0")) {
      assertRefused(
          ErrorCode.INPUT_INVALID, () -> issue(request("ec-256"), name, Duration.ofHours(1)));
    }
    for (Duration lifetime : List.of(Duration.ZERO, Duration.ofDays(-1))) {
      assertRefused(ErrorCode.INPUT_INVALID, () -> issue(request("ec-256"), "db-1", lifetime));
    }
  }

  @Test
  void issue_longLifetime_endsWithTheAuthority() {
    Instant end = CREATED.certificate().notAfter();

    assertThat(issue(request("ec-256"), "db-1", Duration.ofDays(100_000)).notAfter())
        .isEqualTo(end);
    assertRefused(
        ErrorCode.INPUT_INVALID,
        () ->
            authority.issue(request("ec-256"), "db-1", ENDPOINT, end, Duration.ofDays(1), RANDOM));
  }

  @Test
  void revocationList_revoked_areOnItAndOthersNot() throws GeneralSecurityException {
    IssuedCertificate bad = issue(request("ec-256"), "db-1", Duration.ofDays(1));
    IssuedCertificate good = issue(request("ec-256"), "db-2", Duration.ofDays(1));
    X509CRL list =
        crl(
            authority.revocationList(
                List.of(new RevokedCertificate(bad.serial(), NOW)),
                BigInteger.valueOf(7),
                NOW,
                NOW.plus(Duration.ofDays(7))));

    list.verify(x509(CREATED.certificate()).getPublicKey());
    assertThat(list.getVersion()).isEqualTo(2);
    assertThat(list.getSigAlgName()).isEqualTo("SHA384withECDSA");
    assertThat(list.getIssuerX500Principal().getName()).isEqualTo(EndpointAuthority.SUBJECT);
    assertThat(list.isRevoked(x509(bad))).isTrue();
    assertThat(list.isRevoked(x509(good))).isFalse();
    assertThat(list.getRevokedCertificate(new BigInteger(bad.serial(), 16)).getRevocationDate())
        .isEqualTo("2026-11-21T12:00:00Z");
    assertThat(list.getThisUpdate()).isEqualTo("2026-11-21T12:00:00Z");
    assertThat(list.getNextUpdate()).isEqualTo("2026-11-28T12:00:00Z");
    assertThat(ASN1OctetString.getInstance(list.getExtensionValue("2.5.29.20")).getOctets())
        .containsExactly(2, 1, 7);
  }

  @Test
  void revocationList_nobody_isEmpty() throws GeneralSecurityException {
    X509CRL list =
        crl(authority.revocationList(List.of(), BigInteger.ONE, NOW, NOW.plusSeconds(60)));

    assertThat(list.getRevokedCertificates()).isNull();
  }

  @Test
  void open_keyOfOtherAlgorithm_isRefused() {
    try (KeyPairMaterial pair = KeyGenerator.pair(Algorithm.ED25519, 256, RANDOM)) {
      assertRefused(
          ErrorCode.OBJECT_MATERIAL_INVALID,
          () -> EndpointAuthority.open(pair.privateKey().content(), CREATED.certificate().der()));
    }
  }

  private IssuedCertificate issue(CertificateRequest request, String name, Duration lifetime) {
    return authority.issue(request, name, ENDPOINT, NOW, lifetime, RANDOM);
  }

  private static CertificateRequest request(String key) {
    return CertificateRequest.parse(
        Bytes.of(file(EndpointAuthorityTest.class, "request-" + key + ".pem")));
  }

  private static void validate(X509Certificate certificate) throws GeneralSecurityException {
    PKIXParameters parameters =
        new PKIXParameters(Set.of(new TrustAnchor(x509(CREATED.certificate()), null)));
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(NOW));
    var path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate));
    assertThatCode(() -> CertPathValidator.getInstance("PKIX").validate(path, parameters))
        .doesNotThrowAnyException();
  }

  private static CertificateFacts facts(byte[] pem) {
    try (Material material =
        MaterialReader.read(ObjectType.CERTIFICATE, null, SecretBytes.copyOf(pem))) {
      return material.certificate().orElseThrow();
    }
  }

  private static byte[] keyIdentifier(X509Certificate certificate) {
    return AuthorityKeyIdentifier.getInstance(
            ASN1OctetString.getInstance(certificate.getExtensionValue("2.5.29.35")).getOctets())
        .getKeyIdentifierOctets();
  }

  private static byte[] subjectKeyIdentifier(X509Certificate certificate) {
    return SubjectKeyIdentifier.getInstance(
            ASN1OctetString.getInstance(certificate.getExtensionValue("2.5.29.14")).getOctets())
        .getKeyIdentifier();
  }

  private static X509Certificate x509(IssuedCertificate issued) throws GeneralSecurityException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(issued.der().toByteArray()));
  }

  private static X509CRL crl(Bytes der) throws GeneralSecurityException {
    return (X509CRL)
        CertificateFactory.getInstance("X.509")
            .generateCRL(new ByteArrayInputStream(der.toByteArray()));
  }
}
