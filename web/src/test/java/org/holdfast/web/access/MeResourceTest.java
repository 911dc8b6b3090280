package org.holdfast.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.holdfast.domain.access.AccessLevel;
import org.holdfast.domain.access.Caller;
import org.holdfast.domain.access.Rights;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.access.WalletId;
import org.holdfast.web.json.Json;
import org.junit.jupiter.api.Test;

class MeResourceTest {

  private static final UUID ID = UUID.fromString("019aa5c0-7d4e-7000-8000-0000000000b1");
  private static final WalletId WALLET = WalletId.parse("019aa5c0-7d4e-7000-8000-0000000000a1");

  @Test
  void render_ofAnEndpoint_saysWhatIsGranted() {
    Rights rights =
        new Rights(
            new Caller(ID, "endpoint:db", Role.ENDPOINT),
            Map.of(WALLET, AccessLevel.READ_ONLY),
            WALLET,
            1);

    assertThat(Json.write(MeResource.render(rights)))
        .isEqualTo(
            "{\"id\":\"%s\",\"name\":\"endpoint:db\",\"role\":\"ENDPOINT\",\"unlimited\":false,"
                    .formatted(ID)
                + "\"wallets\":[{\"id\":\"%s\",\"level\":\"READ_ONLY\"}],\"defaultWallet\":\"%s\"}"
                    .formatted(WALLET, WALLET));
  }

  @Test
  void render_ofAKeyAdministrator_isUnlimited() {
    Rights rights = new Rights(new Caller(ID, "karla", Role.KEY_ADMINISTRATOR), Map.of(), null, 1);

    assertThat(MeResource.render(rights))
        .containsEntry("unlimited", true)
        .doesNotContainKey("defaultWallet");
  }
}
