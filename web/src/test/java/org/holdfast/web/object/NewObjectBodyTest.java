package org.holdfast.web.object;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.holdfast.domain.access.WalletId;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.material.Algorithm;
import org.holdfast.domain.object.NewObject;
import org.holdfast.domain.secret.SecretAccess;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.ejb.object.CreateObject;
import org.holdfast.web.json.RequestBody;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NewObjectBodyTest {

  private static final String WALLET = "019aa5c0-7d4e-7000-8000-0000000000a1";

  @Test
  void item_withEverything_isRead() {
    CreateObject.Item item =
        NewObjectBody.item(
            body(
                """
                {"name":"k","type":"SYMMETRIC_KEY","algorithm":"AES","bits":128,
                 "extractable":false,"usage":["ENCRYPT"],"attributes":{"a":"b","c":null},
                 "wallets":["%s"]}
                """
                    .formatted(WALLET)));

    NewObject object = item.object();
    assertThat(object.name()).isEqualTo("k");
    assertThat(object.algorithm()).isEqualTo(Algorithm.AES);
    assertThat(object.bits()).isEqualTo(128);
    assertThat(object.extractable()).isFalse();
    assertThat(object.attributes()).containsEntry("usage", "ENCRYPT").containsEntry("x.a", "b");
    assertThat(object.attributes()).hasSize(2);
    assertThat(object.wallets()).containsExactly(WalletId.parse(WALLET));
    assertThat(item.material()).isNull();
  }

  @Test
  void item_withMaterialOrPem_givesTheBytes() {
    assertThat(bytes(item("\"material\":\"AAEC\"").material())).containsExactly(0, 1, 2);
    assertThat(bytes(item("\"pem\":\"-é\"").material()))
        .isEqualTo("-é".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void item_thatDoesNotFit_isRefusedAtItsField() {
    assertFails("\"material\":\"AA==\",\"pem\":\"x\"", "HF-1003 pem");
    assertFails("\"bits\":\"128\"", "HF-1003 bits");
    assertFails("\"extractable\":\"no\"", "HF-1003 extractable");
    assertFails("\"algorithm\":\"AES\"", "HF-1003 algorithm");
    assertFails("\"wallets\":[\"here\"]", "HF-3017 null");
    assertFails("\"wallets\":[1]", "HF-1003 wallets");
    assertFails("\"state\":\"ACTIVE\"", "HF-1001 state");
  }

  @Test
  void items_nameTheFieldByPosition() {
    String json =
        """
        {"items":[{"name":"a","type":"SECRET_DATA"},{"name":"\\u0001","type":"SECRET_DATA"}]}
        """;
    assertThat(failure(() -> NewObjectBody.items(body(json)))).isEqualTo("HF-1003 items[1].name");
  }

  @Test
  void items_noneOrTooMany_areRefused() {
    assertThat(failure(() -> NewObjectBody.items(body("{\"items\":[]}"))))
        .isEqualTo("HF-1002 items");
    String many = String.join(",", java.util.Collections.nCopies(101, "{}"));
    assertThat(failure(() -> NewObjectBody.items(body("{\"items\":[" + many + "]}"))))
        .isEqualTo("HF-1003 items");
  }

  @Test
  void close_ofItems_closesTheirMaterial() {
    List<CreateObject.Item> items =
        NewObjectBody.items(
            body("{\"items\":[{\"name\":\"a\",\"type\":\"SECRET_DATA\",\"material\":\"AAEC\"}]}"));

    NewObjectBody.close(items);

    assertThat(Objects.requireNonNull(items.get(0).material()).isDestroyed()).isTrue();
  }

  @Test
  void pair_takesNoTypeAndNoMaterial() {
    CreateObject.NewPair pair =
        NewObjectBody.pair(
            body("{\"privateName\":\"a\",\"publicName\":\"b\",\"algorithm\":\"AES\"}"));

    assertThat(pair.privateName()).isEqualTo("a");
    assertThat(pair.extractable()).isTrue();
    assertThat(failure(() -> NewObjectBody.pair(body("{\"material\":\"AA==\"}"))))
        .isEqualTo("HF-1001 material");
  }

  private static CreateObject.Item item(String fields) {
    return NewObjectBody.item(body("{\"name\":\"n\",\"type\":\"SECRET_DATA\"," + fields + "}"));
  }

  private static void assertFails(String fields, String expected) {
    assertThat(failure(() -> item(fields))).as(fields).isEqualTo(expected);
  }

  private static String failure(Runnable call) {
    try {
      call.run();
    } catch (VaultException e) {
      return e.code().id() + " " + e.field();
    }
    throw new AssertionError("nothing was refused");
  }

  private static byte[] bytes(@Nullable SecretBytes secret) {
    return Objects.requireNonNull(secret).toByteArray(SecretAccess.granted());
  }

  private static RequestBody body(String json) {
    return RequestBody.parse(json.getBytes(StandardCharsets.UTF_8));
  }
}
