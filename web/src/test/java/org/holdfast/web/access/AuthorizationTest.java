package org.holdfast.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import org.holdfast.domain.secret.SecretAccess;
import org.junit.jupiter.api.Test;

class AuthorizationTest {

  @Test
  void parse_ofBasic_givesNameAndPassword() {
    try (Authorization authorization = parse(basic("karla:pä:ss"))) {
      assertThat(authorization.name()).isEqualTo("karla");
      assertThat(new String(authorization.secret().toCharArray(SecretAccess.granted())))
          .isEqualTo("pä:ss");
    }
  }

  @Test
  void parse_ofBearer_givesTheToken() {
    try (Authorization authorization = parse("bearer abc.def")) {
      assertThat(authorization.name()).isNull();
      assertThat(authorization.secret().size()).isEqualTo(7);
    }
  }

  @Test
  void parse_ofAnythingElse_givesNothing() {
    for (String header :
        new String[] {
          "", "Basic", "Basic ***", "Basic €", basic("no colon"), "Bearer ", "Digest x"
        }) {
      assertThat(Authorization.parse(header)).as(header).isNull();
    }
  }

  private static Authorization parse(String header) {
    return Objects.requireNonNull(Authorization.parse(header));
  }

  private static String basic(String credentials) {
    return "Basic "
        + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
  }
}
