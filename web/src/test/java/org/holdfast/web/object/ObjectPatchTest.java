package org.holdfast.web.object;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.web.json.RequestBody;
import org.junit.jupiter.api.Test;

class ObjectPatchTest {

  @Test
  void read_ofNothing_changesNothing() {
    ObjectPatch patch = read("{}");

    assertThat(patch.name()).isNull();
    assertThat(patch.attributes()).isEmpty();
  }

  @Test
  void read_ofValues_givesThemUnderTheNamesTheyAreKeptUnder() {
    ObjectPatch patch =
        read(
            """
            {"name":"n","description":"","activationDate":"2026-11-21T08:00:00Z",
             "usage":["SIGN","VERIFY"],"rotationDays":30,"attributes":{"team":"a"}}
            """);

    assertThat(patch.name()).isEqualTo("n");
    assertThat(patch.attributes())
        .containsEntry("description", "")
        .containsEntry("activation-date", "2026-11-21T08:00:00Z")
        .containsEntry("usage", "SIGN,VERIFY")
        .containsEntry("rotation-days", "30")
        .containsEntry("x.team", "a")
        .hasSize(5);
  }

  @Test
  void read_ofNull_takesAway() {
    ObjectPatch patch =
        read("{\"description\":null,\"scheme\":null,\"attributes\":{\"team\":null,\"b\":\"c\"}}");

    assertThat(patch.attributes())
        .containsEntry("description", null)
        .containsEntry("scheme", null)
        .containsEntry("x.team", null)
        .containsEntry("x.b", "c")
        .hasSize(4);
  }

  @Test
  void read_ofNullForAllCustomAttributes_takesThoseThereAreAway() {
    ObjectPatch patch = ObjectPatch.read(body("{\"attributes\":null}"), () -> Set.of("a", "b"));

    assertThat(patch.attributes()).containsEntry("x.a", null).containsEntry("x.b", null).hasSize(2);
  }

  @Test
  void read_ofAnEmptyUsage_isAMaskThatAllowsNothing() {
    assertThat(read("{\"usage\":[]}").attributes()).containsEntry("usage", "");
  }

  @Test
  void read_ofWhatDoesNotFit_isRefusedAtItsField() {
    assertFails("{\"name\":null}", "HF-1002 name");
    assertFails("{\"colour\":\"red\"}", "HF-1001 colour");
    assertFails("{\"usage\":\"SIGN\"}", "HF-1003 usage");
    assertFails("{\"usage\":[\"SIGN,VERIFY\"]}", "HF-1003 usage");
    assertFails("{\"rotationDays\":\"30\"}", "HF-1003 rotationDays");
    assertFails("{\"rotationDays\":1.5}", "HF-1003 rotationDays");
    assertFails("{\"attributes\":[]}", "HF-1003 attributes");
    assertFails("{\"attributes\":{\"a\":7}}", "HF-1003 attributes.a");
    assertFails("{\"description\":7}", "HF-1003 description");
    assertFails("{\"type\":\"SECRET_DATA\"}", "HF-1001 type");
  }

  @Test
  void named_ofAFailureAtAnAttribute_namesTheField() {
    assertThat(fieldFor("activation-date")).isEqualTo("activationDate");
    assertThat(fieldFor("rotation-days")).isEqualTo("rotationDays");
    assertThat(fieldFor("x.team")).isEqualTo("attributes.team");
    assertThat(fieldFor("name")).isEqualTo("name");
  }

  private static String fieldFor(String kept) {
    try {
      return AttributeFields.named(
          () -> {
            throw new VaultException(ErrorCode.INPUT_INVALID, "x").atField(kept);
          });
    } catch (VaultException e) {
      return String.valueOf(e.field());
    }
  }

  private static void assertFails(String json, String expected) {
    try {
      read(json);
    } catch (VaultException e) {
      assertThat(e.code().id() + " " + e.field()).as(json).isEqualTo(expected);
      return;
    }
    throw new AssertionError("not refused: " + json);
  }

  private static ObjectPatch read(String json) {
    return ObjectPatch.read(body(json), Set::of);
  }

  private static RequestBody body(String json) {
    return RequestBody.parse(json.getBytes(StandardCharsets.UTF_8));
  }
}
