package org.holdfast.domain.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.holdfast.domain.secret.Bytes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EndpointCertificateTest {

  private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant UNTIL = Instant.parse("2027-01-01T00:00:00Z");

  @Test
  void isGoodAt_withinItsTime_isGoodToTheInstant() {
    EndpointCertificate certificate = certificate(null);

    assertThat(certificate.isGoodAt(FROM.minusNanos(1))).isFalse();
    assertThat(certificate.isGoodAt(FROM)).isTrue();
    assertThat(certificate.isGoodAt(UNTIL.minusNanos(1))).isTrue();
    assertThat(certificate.isGoodAt(UNTIL)).isFalse();
  }

  @Test
  void isGoodAt_revoked_isNeverGoodAgain() {
    assertThat(certificate(UNTIL).isGoodAt(FROM.plusSeconds(1))).isFalse();
  }

  private static EndpointCertificate certificate(@Nullable Instant revoked) {
    return new EndpointCertificate(
        new UUID(0, 1),
        new EndpointId(new UUID(0, 2)),
        "ab",
        Bytes.of((byte) 1),
        FROM,
        UNTIL,
        revoked);
  }
}
