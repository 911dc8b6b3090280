package org.holdfast.web.object;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.holdfast.domain.access.WalletId;
import org.holdfast.domain.material.ObjectType;
import org.holdfast.domain.object.ObjectState;
import org.holdfast.domain.object.SecurityObject;
import org.holdfast.web.json.Json;
import org.junit.jupiter.api.Test;

class ObjectDocumentTest {

  private static final String WALLET = "019aa5c0-7d4e-7000-8000-0000000000a1";

  @Test
  void render_ofLittle_leavesOutWhatIsNotThere() {
    assertThat(Json.write(ObjectDocument.render(TestObjects.of(ObjectType.SECRET_DATA))))
        .isEqualTo(
            "{\"id\":\"019aa5c0-7d4e-7000-8000-000000000001\",\"name\":\"n\","
                + "\"type\":\"SECRET_DATA\",\"bits\":256,\"version\":1,\"state\":\"ACTIVE\","
                + "\"stateSince\":\"1970-01-01T00:00:00Z\",\"created\":\"1970-01-01T00:00:00Z\","
                + "\"createdBy\":\"karla\",\"extractable\":true,\"usage\":[],\"attributes\":{},"
                + "\"links\":{},\"wallets\":[],\"heldByHsm\":false}");
  }

  @Test
  void render_ofMuch_showsItUnderTheNamesOfRest() {
    SecurityObject object =
        TestObjects.of(
            ObjectType.CERTIFICATE,
            ObjectState.ACTIVE,
            Map.of(
                "description", "d",
                "usage", "VERIFY,SIGN",
                "rotation-days", "30",
                "x.team", "orders",
                "cert.subject", "CN=a",
                "cert.not-after", "2126-11-21T08:00:00Z",
                "link.PUBLIC_KEY", TestObjects.ID.toString()),
            Set.of(WalletId.parse(WALLET)));

    assertThat(ObjectDocument.render(object))
        .containsEntry("description", "d")
        .containsEntry("usage", List.of("SIGN", "VERIFY"))
        .containsEntry("rotationDays", 30)
        .containsEntry("attributes", Map.of("team", "orders"))
        .containsEntry(
            "certificate", Map.of("subject", "CN=a", "not-after", "2126-11-21T08:00:00Z"))
        .containsEntry("links", Map.of("PUBLIC_KEY", TestObjects.ID))
        .containsEntry("wallets", List.of(WALLET))
        .containsKey("expires");
  }

  @Test
  void render_onceADateHasPassed_saysTheStateOfNow() {
    SecurityObject object =
        TestObjects.of(
            ObjectType.SECRET_DATA,
            ObjectState.PRE_ACTIVE,
            Map.of("activation-date", "2001-01-01T00:00:00Z"),
            Set.of());

    assertThat(ObjectDocument.render(object)).containsEntry("state", "ACTIVE");
  }

  @Test
  void slice_ofMoreThanWanted_saysWhereItGoesOn() {
    SecurityObject object = TestObjects.of(ObjectType.SECRET_DATA);

    assertThat(ObjectList.slice(List.of(object, object), 1))
        .contains("\"limit\":1,\"next\":\"AQGapcB9TnAAgAAAAAAAAAE\"}");
    assertThat(ObjectList.slice(List.of(object), 1)).doesNotContain("next");
    assertThat(ObjectList.slice(Collections.nCopies(1000, object), 1000)).contains("next");
    assertThat(ObjectList.slice(List.of(), 1)).isEqualTo("{\"items\":[],\"limit\":1}");
  }
}
