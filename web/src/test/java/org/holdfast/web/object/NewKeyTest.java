package org.holdfast.web.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.material.Algorithm;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class NewKeyTest {

  @Test
  void offered_isWhatTheVaultMakes_theUsualLengthFirst() {
    assertThat(NewKey.offered())
        .startsWith(new NewKey(Algorithm.AES, 256), new NewKey(Algorithm.AES, 128))
        .doesNotHaveDuplicates()
        .allMatch(key -> key.algorithm().isGenerated() && key.algorithm().allows(key.bits()));
  }

  @Test
  void parse_findsEachByItsId() {
    assertThat(NewKey.offered()).allMatch(key -> NewKey.parse(key.id()).equals(key));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "AES", "AES-257", "aes-256", "TRIPLE_DES-192"})
  void parse_refusesWhatIsNotOffered(@Nullable String id) {
    assertThatThrownBy(() -> NewKey.parse(id))
        .isInstanceOfSatisfying(VaultException.class, e -> assertThat(e.field()).isEqualTo("key"));
  }

  @Test
  void label_saysWhetherItIsAPair() {
    assertThat(new NewKey(Algorithm.AES, 256).label()).isEqualTo("AES, 256 bits");
    assertThat(new NewKey(Algorithm.RSA, 3072).label()).isEqualTo("RSA key pair, 3072 bits");
  }
}
