package org.holdfast.web.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.UUID;
import org.holdfast.domain.access.Grantee;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.junit.jupiter.api.Test;

class GrantsResourceTest {

  private static final String ID = "019aa5c0-7d4e-7000-8000-0000000000b1";

  @Test
  void grantee_ofAKindInAnyCase_isThat() {
    assertThat(GrantsResource.grantee("endpoint", ID))
        .isEqualTo(new Grantee(Grantee.Kind.ENDPOINT, UUID.fromString(ID)));
  }

  @Test
  void grantee_ofNoIdentifier_isUnknownByItsKind() {
    Map.of(
            "user", ErrorCode.USER_UNKNOWN,
            "endpoint", ErrorCode.ENDPOINT_UNKNOWN,
            "group", ErrorCode.GROUP_UNKNOWN,
            "office", ErrorCode.INPUT_INVALID)
        .forEach(
            (kind, code) ->
                assertThatThrownBy(() -> GrantsResource.grantee(kind, "x"))
                    .isInstanceOfSatisfying(
                        VaultException.class, e -> assertThat(e.code()).isEqualTo(code)));
  }
}
