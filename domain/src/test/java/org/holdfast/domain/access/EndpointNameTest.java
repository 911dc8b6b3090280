package org.holdfast.domain.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.UUID;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointNameTest {

  static String[] good() {
    return new String[] {"a", "7", "db-1.example_x", "z".repeat(63)};
  }

  static String[] bad() {
    return new String[] {
      "", " ", ".a", "-a", "_a", "a b", "a\nb", "müller", "a/b", "a:b", "a [1]", "z".repeat(64)
    };
  }

  @ParameterizedTest
  @MethodSource("good")
  void constructor_allowedName_isTaken(String name) {
    assertThat(new EndpointName(name)).hasToString(name);
  }

  @ParameterizedTest
  @MethodSource("bad")
  void constructor_anyOtherName_isRefusedAtTheField(String name) {
    assertThatExceptionOfType(VaultException.class)
        .isThrownBy(() -> new EndpointName(name))
        .satisfies(
            refused -> {
              assertThat(refused.code()).isEqualTo(ErrorCode.INPUT_INVALID);
              assertThat(refused.field()).isEqualTo("name");
            });
  }

  @Test
  void constructor_blanksAroundAndCapitals_areOneName() {
    assertThat(new EndpointName(" DB1 ")).isEqualTo(new EndpointName("db1"));
  }

  @Test
  void caller_endpoint_isFoundAgainByTheNameItCallsUnder() {
    EndpointName name = new EndpointName("db-1");
    Caller caller = Caller.of(endpoint(name));

    assertThat(caller.isEndpoint()).isTrue();
    assertThat(Caller.endpointNamed(caller.name())).contains(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "endpoint", "endpoint.db", "endpoint-db"})
  void caller_user_isNoEndpointByAnyName(String name) {
    assertThat(Caller.endpointNamed(new UserName(name).value())).isEmpty();
  }

  @Test
  void userName_whatEndpointsCallUnder_isRefused() {
    assertThatExceptionOfType(VaultException.class)
        .isThrownBy(() -> new UserName(Caller.nameOf(endpoint(new EndpointName("db")))));
  }

  private static Endpoint endpoint(EndpointName name) {
    return new Endpoint(
        new EndpointId(new UUID(0, 1)),
        name,
        "",
        EndpointState.REGISTERED,
        null,
        null,
        Instant.EPOCH,
        "x",
        new UUID(0, 2));
  }
}
