package org.holdfast.domain.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.holdfast.domain.material.SampleMaterials.assertRefused;
import static org.holdfast.domain.material.SampleMaterials.der;
import static org.holdfast.domain.material.SampleMaterials.file;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.material.Algorithm;
import org.holdfast.domain.material.Pem;
import org.holdfast.domain.material.SampleMaterials;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.SecretAccess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateRequestTest {

  @ParameterizedTest
  @CsvSource({
    "request-rsa-2048.pem,rsa-2048,RSA,2048",
    "request-ec-256.pem,ec-256,EC,256",
    "request-ec-384.pem,ec-384,EC,384",
    "request-ec-521.pem,ec-521,EC,521",
    "request-ed25519.pem,ed25519,ED25519,256",
  })
  void parse_goodRequest_keepsItsPublicKey(
      String request, String key, Algorithm algorithm, int bits) {
    CertificateRequest parsed = CertificateRequest.parse(text(request));

    assertThat(parsed.publicKey()).isEqualTo(Bytes.of(der(key + "-public.pem")));
    assertThat(parsed.algorithm()).isEqualTo(algorithm);
    assertThat(parsed.bits()).isEqualTo(bits);
    assertThat(CertificateRequest.parse(Bytes.of(file(getClass(), request)))).isEqualTo(parsed);
  }

  @Test
  void parse_olderLabel_isTaken() {
    String older = text("request-ec-256.pem").replace("CERTIFICATE", "NEW CERTIFICATE");

    assertThat(CertificateRequest.parse(older).algorithm()).isEqualTo(Algorithm.EC);
  }

  @ParameterizedTest
  @CsvSource({
    "request-rsa-1024.pem,1024",
    "request-ec-secp256k1.pem,P-256",
    "request-sha1.pem,SHA-256",
    "request-rsa-2048-pss.pem,PKCS#1 v1.5",
  })
  void parse_weakRequest_saysWhatIsWrong(String request, String words) {
    assertThatExceptionOfType(VaultException.class)
        .isThrownBy(() -> CertificateRequest.parse(text(request)))
        .withMessageContaining(words)
        .extracting(VaultException::code)
        .isEqualTo(ErrorCode.CERTIFICATE_REQUEST_INVALID);
  }

  @ParameterizedTest
  @ValueSource(strings = {"request-rsa-2048.pem", "request-ec-256.pem", "request-ed25519.pem"})
  void parse_anyByteChanged_isRefused(String request) {
    byte[] der = content(request);
    for (int i = 0; i < der.length; i++) {
      byte[] changed = der.clone();
      changed[i] ^= 1;
      assertInvalid(changed, "byte " + i);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"request-rsa-2048.pem", "request-ec-256.pem", "request-ed25519.pem"})
  void parse_cutOffAnywhere_isRefused(String request) {
    byte[] der = content(request);
    for (int length = 0; length < der.length; length++) {
      assertInvalid(Arrays.copyOf(der, length));
    }
    assertInvalid(Arrays.copyOf(der, der.length + 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"certificate.pem", "rsa-2048.pem", "rsa-2048-public.pem"})
  void parse_somethingElse_isRefused(String name) {
    assertRefused(
        ErrorCode.CERTIFICATE_REQUEST_INVALID,
        () -> CertificateRequest.parse(Bytes.of(file(SampleMaterials.class, name))));
  }

  @Test
  void parse_emptyTooLongTwoOrDer_isRefused() {
    String one = text("request-ec-256.pem");
    for (String text : new String[] {"", "hello", one + one, one + " ".repeat(1 << 14)}) {
      assertRefused(ErrorCode.CERTIFICATE_REQUEST_INVALID, () -> CertificateRequest.parse(text));
      assertRefused(
          ErrorCode.CERTIFICATE_REQUEST_INVALID,
          () -> CertificateRequest.parse(Bytes.of(text.getBytes(StandardCharsets.UTF_8))));
    }
    assertRefused(
        ErrorCode.CERTIFICATE_REQUEST_INVALID,
        () -> CertificateRequest.parse(Bytes.of(content("request-ec-256.pem"))));
  }

  private static void assertInvalid(byte[] der, String what) {
    assertThatExceptionOfType(VaultException.class)
        .as(what)
        .isThrownBy(() -> CertificateRequest.parse(Pem.write("CERTIFICATE REQUEST", Bytes.of(der))))
        .extracting(VaultException::code)
        .isEqualTo(ErrorCode.CERTIFICATE_REQUEST_INVALID);
  }

  private static void assertInvalid(byte[] der) {
    assertRefused(
        ErrorCode.CERTIFICATE_REQUEST_INVALID,
        () -> CertificateRequest.parse(Pem.write("CERTIFICATE REQUEST", Bytes.of(der))));
  }

  private static String text(String request) {
    return new String(file(CertificateRequestTest.class, request), StandardCharsets.US_ASCII);
  }

  private static byte[] content(String request) {
    try (Pem pem = Pem.read(file(CertificateRequestTest.class, request), 1)) {
      return pem.blocks().get(0).content().toByteArray(SecretAccess.granted());
    }
  }
}
