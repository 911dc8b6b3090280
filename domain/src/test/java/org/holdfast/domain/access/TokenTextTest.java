package org.holdfast.domain.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.SecretAccess;
import org.holdfast.domain.secret.SecretChars;
import org.junit.jupiter.api.Test;

class TokenTextTest {

  private static final int MANY = 1_000;

  @Test
  void fresh_many_areEach256BitsInBase64UrlAndDiffer() {
    SecureRandom random = new SecureRandom();
    Set<String> seen = new HashSet<>();

    for (int i = 0; i < MANY; i++) {
      try (SecretChars token = TokenText.fresh(random)) {
        String text = new String(token.toCharArray(SecretAccess.granted()));
        byte[] bits = Base64.getUrlDecoder().decode(text);
        assertThat(bits).hasSize(32);
        assertThat(Base64.getUrlEncoder().withoutPadding().encodeToString(bits)).isEqualTo(text);
        seen.add(text);
      }
    }

    assertThat(seen).hasSize(MANY);
  }

  @Test
  void digest_ofAToken_isSha256OfItsText() {
    try (SecretChars token = SecretChars.copyOf("A".repeat(43).toCharArray())) {
      assertThat(TokenText.digest(token))
          .contains(
              Bytes.fromHex("0f007385b6f9d4b7eeb2748605afe1a984a0a3bfa3f014d09e2a784ce9e5cd1a"));
    }
  }

  @Test
  void digest_ofAnotherLength_isNone() {
    assertThat(TokenText.digest(SecretChars.copyOf("A".repeat(42).toCharArray()))).isEmpty();
    assertThat(TokenText.digest(SecretChars.copyOf("A".repeat(44).toCharArray()))).isEmpty();
    assertThat(TokenText.digest(SecretChars.copyOf(new char[0]))).isEmpty();
  }
}
