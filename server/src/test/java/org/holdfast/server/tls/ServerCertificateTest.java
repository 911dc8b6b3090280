package org.holdfast.server.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.holdfast.server.Failure;
import org.holdfast.server.home.Home;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerCertificateTest {

  private static final Clock NOW =
      Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);
  private static final List<String> NAMES = List.of("vault.example", "192.0.2.7");

  private Path folder;
  private Home home;

  @BeforeEach
  void prepareHome(@TempDir Path made) {
    folder = made;
    home = Home.prepare(folder.resolve("home"));
  }

  private ServerCertificate ensure(Home at, Clock clock) {
    return ServerCertificate.ensure(at, NAMES, null, clock);
  }

  private static Clock after(Duration time) {
    return Clock.offset(NOW, time);
  }

  private static X509Certificate authority(Home home) throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(home.tls().resolve("ca.crt"))) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
  }

  @Test
  void ensure_firstTime_issuesWhatBrowsersAccept() throws Exception {
    ServerCertificate issued = ensure(home, NOW);

    X509Certificate certificate = issued.certificate();
    assertThat(issued.own()).isTrue();
    certificate.verify(authority(home).getPublicKey());
    assertThat(certificate.getPublicKey()).isInstanceOf(ECPublicKey.class);
    assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
    assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
    assertThat(certificate.getSubjectAlternativeNames())
        .extracting(name -> String.valueOf(name.get(1)))
        .containsExactly("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1", "vault.example", "192.0.2.7");
    assertThat(Duration.between(NOW.instant(), certificate.getNotAfter().toInstant()))
        .isBetween(Duration.ofDays(365), Duration.ofDays(825));
  }

  @Test
  void ensure_firstTime_makesAnAuthorityForTenYearsThatCertifiesNoOther() throws Exception {
    ensure(home, NOW);

    X509Certificate authority = authority(home);
    assertThat(authority.getBasicConstraints()).isZero();
    assertThat(authority.getNotAfter().toInstant())
        .isAfter(NOW.instant().plus(Duration.ofDays(3650)));
    for (String file : List.of("ca.key", "server.p12", "server.password")) {
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(home.tls().resolve(file))))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void ensure_again_keepsTheCertificate() {
    ServerCertificate first = ensure(home, NOW);

    ServerCertificate second = ensure(home, after(Duration.ofDays(300)));

    assertThat(second).isEqualTo(first);
  }

  @Test
  void ensure_beforeItExpires_issuesAnotherByTheSameAuthority() throws Exception {
    ServerCertificate first = ensure(home, NOW);
    X509Certificate authority = authority(home);

    ServerCertificate second = ensure(home, after(Duration.ofDays(380)));

    assertThat(second.certificate()).isNotEqualTo(first.certificate());
    assertThat(authority(home)).isEqualTo(authority);
    second.certificate().verify(authority.getPublicKey());
  }

  @Test
  void ensure_whenTheMachineHasANewName_issuesAnother() throws Exception {
    ServerCertificate first = ensure(home, NOW);

    ServerCertificate second = ServerCertificate.ensure(home, List.of("moved.example"), null, NOW);

    assertThat(second.certificate()).isNotEqualTo(first.certificate());
    assertThat(second.certificate().getSubjectAlternativeNames().toString())
        .contains("moved.example");
  }

  @Test
  void ensure_withTheOperatorsOwn_usesItAndNeverWritesIt() throws Exception {
    Home other = Home.prepare(folder.resolve("other"));
    ServerCertificate operators = ensure(other, NOW);
    Files.copy(operators.keyStore(), home.tls().resolve("server.p12"));
    byte[] before = Files.readAllBytes(operators.keyStore());

    Clock expired = after(Duration.ofDays(500));
    ServerCertificate used = ServerCertificate.ensure(home, NAMES, operators.password(), expired);

    assertThat(used.own()).isFalse();
    assertThat(used.certificate()).isEqualTo(operators.certificate());
    assertThat(used.warning(expired)).contains("expired");
    assertThat(home.tls().resolve("server.p12")).hasBinaryContent(before);
  }

  @Test
  void ensure_withTheOperatorsOwnAndAWrongPassword_saysWhereItIsTakenFrom() throws Exception {
    Home other = Home.prepare(folder.resolve("other"));
    Files.copy(ensure(other, NOW).keyStore(), home.tls().resolve("server.p12"));

    assertThatThrownBy(() -> ServerCertificate.ensure(home, NAMES, "wrong", NOW))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("HOLDFAST_TLS_PASSWORD")
        .hasMessageNotContaining("wrong ");
  }

  @Test
  void toString_hasNoPassword() {
    ServerCertificate issued = ensure(home, NOW);

    assertThat(issued.toString()).doesNotContain(issued.password());
  }
}
