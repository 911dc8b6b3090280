package org.holdfast.server.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Socket;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.holdfast.server.home.Home;
import org.holdfast.server.tls.ServerCertificate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndpointTrustManagerTest {

  private X509ExtendedTrustManager manager;
  private X509Certificate foreign;

  @BeforeEach
  void make(@TempDir Path folder) throws Exception {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(EndpointsProvider.ALGORITHM, new EndpointsProvider());
    factory.init((KeyStore) null);
    TrustManager[] managers = factory.getTrustManagers();
    assertThat(managers).hasSize(1);
    manager = (X509ExtendedTrustManager) managers[0];
    foreign =
        ServerCertificate.ensure(
                Home.prepare(folder.resolve("home")), List.of("foreign"), null, Clock.systemUTC())
            .certificate();
  }

  private X509Certificate[] chain(int length) {
    return Collections.nCopies(length, foreign).toArray(new X509Certificate[0]);
  }

  @Test
  void getAcceptedIssuers_any_namesTheEndpointsAuthorityAlone() {
    assertThat(manager.getAcceptedIssuers())
        .extracting(issuer -> issuer.getSubjectX500Principal().getName())
        .containsExactly("CN=Holdfast Endpoint CA");
  }

  /** As Bouncy Castle writes it: some clients compare the bytes of the name. */
  @Test
  void getAcceptedIssuers_any_haveTheNameInUtf8() {
    assertThat(manager.getAcceptedIssuers()[0].getSubjectX500Principal().getEncoded())
        .isEqualTo(issuerAsIssued());
  }

  @Test
  void getAcceptedIssuers_any_mayIssueNothing() {
    X509Certificate namesake = manager.getAcceptedIssuers()[0];

    assertThat(namesake.getBasicConstraints()).isEqualTo(-1);
    assertThat(namesake.getKeyUsage()[5]).as("keyCertSign").isFalse();
  }

  @Test
  void checkClientTrusted_foreignCertificate_isLetThrough() {
    assertThatCode(() -> manager.checkClientTrusted(chain(1), "EC")).doesNotThrowAnyException();
    assertThatCode(() -> manager.checkClientTrusted(chain(1), "EC", (SSLEngine) null))
        .doesNotThrowAnyException();
    assertThatCode(
            () ->
                manager.checkClientTrusted(
                    chain(EndpointTrustManager.MAX_CERTIFICATES), "EC", (Socket) null))
        .doesNotThrowAnyException();
  }

  @Test
  void checkClientTrusted_longChain_isRefused() {
    assertThatThrownBy(
            () ->
                manager.checkClientTrusted(
                    chain(EndpointTrustManager.MAX_CERTIFICATES + 1), "EC", (SSLEngine) null))
        .isInstanceOf(CertificateException.class);
  }

  @Test
  void checkClientTrusted_largeCertificates_areRefused(@TempDir Path folder) {
    List<String> names =
        java.util.stream.IntStream.range(0, 1000)
            .mapToObj("a-rather-long-name-%d.example"::formatted)
            .toList();
    foreign =
        ServerCertificate.ensure(
                Home.prepare(folder.resolve("large")), names, null, Clock.systemUTC())
            .certificate();

    assertThatThrownBy(() -> manager.checkClientTrusted(chain(1), "EC"))
        .isInstanceOf(CertificateException.class)
        .hasMessageContaining("bytes");
  }

  @Test
  void checkClientTrusted_none_isAnError() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> manager.checkClientTrusted(chain(0), "EC"));
    assertThatIllegalArgumentException().isThrownBy(() -> manager.checkClientTrusted(null, "EC"));
  }

  @Test
  void checkServerTrusted_any_isRefused() {
    assertThatThrownBy(() -> manager.checkServerTrusted(chain(1), "EC"))
        .isInstanceOf(CertificateException.class);
    assertThatThrownBy(() -> manager.checkServerTrusted(chain(1), "EC", (Socket) null))
        .isInstanceOf(CertificateException.class);
    assertThatThrownBy(() -> manager.checkServerTrusted(chain(1), "EC", (SSLEngine) null))
        .isInstanceOf(CertificateException.class);
  }

  private static byte[] issuerAsIssued() {
    try {
      return new org.bouncycastle.asn1.x500.X500Name("CN=Holdfast Endpoint CA").getEncoded();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
