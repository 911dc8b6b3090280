package org.holdfast.web.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.material.Algorithm;
import org.holdfast.domain.material.ObjectType;
import org.holdfast.domain.object.ObjectAttributes;
import org.holdfast.domain.object.ObjectQuery;
import org.holdfast.domain.object.ObjectState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectFilterTest {

  @Test
  void query_ofNothing_listsAllThatIsNotDestroyed() {
    ObjectFilter filter = filter(Map.of("name", " ", "zone", "Europe/Prague"));

    assertThat(filter.query()).isEqualTo(ObjectQuery.where().build());
    assertThat(filter.isActive()).isFalse();
  }

  @Test
  void query_takesEachParameter() {
    ObjectQuery query =
        filter(
                Map.of(
                    "name", "orders",
                    "type", "SYMMETRIC_KEY",
                    "algorithm", "AES",
                    "state", "DESTROYED",
                    "wallet", "019aa5c0-7d4e-7000-8000-000000000001",
                    "attribute", " team = orders=all",
                    "expires", "2026-07-01",
                    "zone", "Europe/Prague"))
            .query();

    assertThat(query.nameContains()).isEqualTo("orders");
    assertThat(query.type()).isEqualTo(ObjectType.SYMMETRIC_KEY);
    assertThat(query.algorithm()).isEqualTo(Algorithm.AES);
    assertThat(query.state()).isEqualTo(ObjectState.DESTROYED);
    assertThat(query.wallet()).hasToString("019aa5c0-7d4e-7000-8000-000000000001");
    assertThat(query.attributes())
        .containsExactly(Map.entry(ObjectAttributes.CUSTOM + "team", "orders=all"));
    assertThat(query.expiresBefore()).isEqualTo(Instant.parse("2026-06-30T22:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "type,NONSENSE",
    "algorithm,aes",
    "state,active",
    "attribute,no equals sign",
    "attribute,=orders",
    "expires,soon"
  })
  void query_refusesNonsense_atItsField(String field, String value) {
    assertThatThrownBy(filter(Map.of(field, value))::query)
        .isInstanceOfSatisfying(
            VaultException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.INPUT_INVALID);
              assertThat(e.field()).isEqualTo(field);
            });
  }

  @Test
  void queryString_isOfWhatIsGiven_andEncoded() {
    assertThat(filter(Map.of("name", "a&b =", "type", "")).getQueryString())
        .isEqualTo("?name=a%26b+%3D");
    assertThat(filter(Map.of()).getQueryString()).isEmpty();
  }

  private static ObjectFilter filter(Map<String, String> parameters) {
    return ObjectFilter.of(parameters::get);
  }
}
