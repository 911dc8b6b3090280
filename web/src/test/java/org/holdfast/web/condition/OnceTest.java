package org.holdfast.web.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.holdfast.domain.error.VaultException;
import org.holdfast.ejb.object.IdempotencyKey;
import org.junit.jupiter.api.Test;

class OnceTest {

  @Test
  void key_ofOneHeader_isTheKey() {
    assertThat(Once.key(List.of("a-1"))).isEqualTo(new IdempotencyKey("a-1"));
  }

  @Test
  void key_ofNoHeader_isNone() {
    assertThat(Once.key((List<String>) null)).isNull();
    assertThat(Once.key(List.of())).isNull();
  }

  @Test
  void key_ofABrokenOrRepeatedHeader_isRefusedAtIt() {
    for (List<String> values :
        List.of(List.of("a", "b"), List.of(""), List.of("a b"), List.of("é"), List.of("a\n"))) {
      assertThatThrownBy(() -> Once.key(values))
          .isInstanceOfSatisfying(
              VaultException.class, e -> assertThat(e.field()).isEqualTo("Idempotency-Key"));
    }
  }
}
