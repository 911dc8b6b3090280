package org.holdfast.domain.material;

import static org.assertj.core.api.Assertions.assertThat;
import static org.holdfast.domain.material.SampleMaterials.assertRefused;

import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.secret.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificateFactsTest {

  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

  private final CertificateFacts facts = facts("CN=a", List.of("DNS:a.example", "IP:192.0.2.1"));

  @Test
  void attributes_roundTrip_areTheSameFacts() {
    assertThat(CertificateFacts.fromAttributes(facts.toAttributes())).isEqualTo(facts);
    assertThat(facts.toAttributes())
        .containsEntry("cert.subject", "CN=a")
        .containsEntry("cert.not-before", "2026-01-01T00:00:00Z")
        .containsEntry("cert.fingerprint", "ab")
        .containsEntry("cert.alternative-names", "DNS:a.example\nIP:192.0.2.1");
  }

  @Test
  void attributes_noAlternativeNames_roundTrip() {
    CertificateFacts bare = facts("CN=a", List.of());

    assertThat(CertificateFacts.fromAttributes(bare.toAttributes())).isEqualTo(bare);
  }

  @Test
  void attributes_tooLong_areBoundedAndStillRoundTrip() {
    CertificateFacts wordy =
        facts("CN=" + "\uD83D\uDD11".repeat(2000), Collections.nCopies(500, "DNS:a.example"));

    assertThat(wordy.toAttributes().values()).allMatch(value -> value.length() <= 1024);
    assertThat(wordy.subject()).endsWith("…");
    assertThat(wordy.alternativeNames()).hasSizeBetween(60, 499);
    assertThat(CertificateFacts.fromAttributes(wordy.toAttributes())).isEqualTo(wordy);
  }

  @Test
  void texts_controlCharacters_areReplaced() {
    CertificateFacts odd = facts("CN=a\0b", List.of("DNS:a\nDNS:b"));

    assertThat(odd.subject()).isEqualTo("CN=a\uFFFDb");
    assertThat(odd.alternativeNames()).containsExactly("DNS:a\uFFFDDNS:b");
  }

  @Test
  void fromAttributes_oneMissing_isUnreadable() {
    for (String name : facts.toAttributes().keySet()) {
      Map<String, String> attributes = new HashMap<>(facts.toAttributes());
      attributes.remove(name);
      assertRefused(ErrorCode.OBJECT_UNREADABLE, () -> CertificateFacts.fromAttributes(attributes));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "cert.not-before,yesterday",
    "cert.key-bits,many",
    "cert.chain-length,''",
    "cert.fingerprint,xyz",
  })
  void fromAttributes_malformed_isUnreadable(String name, String value) {
    Map<String, String> attributes = new HashMap<>(facts.toAttributes());
    attributes.put(name, value);

    assertRefused(ErrorCode.OBJECT_UNREADABLE, () -> CertificateFacts.fromAttributes(attributes));
  }

  private static CertificateFacts facts(String subject, List<String> alternativeNames) {
    return new CertificateFacts(
        subject,
        "CN=issuer",
        "1f",
        BEGIN,
        BEGIN.plusSeconds(60),
        alternativeNames,
        "RSA",
        2048,
        Bytes.fromHex("ab"),
        1,
        false);
  }
}
