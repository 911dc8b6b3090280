package org.holdfast.web.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.holdfast.domain.alert.AlertKind;
import org.holdfast.domain.alert.AlertSettings;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.web.json.RequestBody;
import org.junit.jupiter.api.Test;

class AlertSettingsResourceTest {

  @Test
  void read_kindsOff_areKinds() {
    assertThat(read("'DISK','MAIL'").off())
        .containsExactlyInAnyOrder(AlertKind.DISK, AlertKind.MAIL);
  }

  @Test
  void read_kindThatIsNone_isRefusedWithThoseThereAre() {
    assertThatThrownBy(() -> read("'DISK','NONSENSE'"))
        .isInstanceOfSatisfying(
            VaultException.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(ErrorCode.INPUT_INVALID);
              assertThat(refused.field()).isEqualTo("kindsOff");
              for (AlertKind kind : AlertKind.values()) {
                assertThat(refused.detail()).contains(kind.name());
              }
            });
  }

  private static AlertSettings read(String kinds) {
    String json =
        "{'intervalSeconds':300,'certificateDays':30,'diskPercent':90,'backupHours':48,"
            + "'freeSessions':2,'kindsOff':["
            + kinds
            + "],'receivers':[]}";
    try (RequestBody body =
        RequestBody.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8))) {
      return AlertSettingsResource.read(body);
    }
  }
}
