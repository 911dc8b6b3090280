package org.holdfast.web.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.core.StreamingOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.material.ObjectType;
import org.holdfast.domain.object.RetrievedObject;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.web.json.RequestBody;
import org.junit.jupiter.api.Test;

class MaterialOutputTest {

  @Test
  void json_isTheMaterialInBase64_andClosesIt() throws Exception {
    RetrievedObject retrieved = retrieved(ObjectType.SECRET_DATA, new byte[] {0, 1, 2});

    String json = text(MaterialOutput.json(retrieved));

    assertThat(json)
        .isEqualTo("{\"id\":\"" + TestObjects.ID + "\",\"version\":1,\"material\":\"AAEC\"}");
    assertThat(retrieved.material().isDestroyed()).isTrue();
  }

  @Test
  void list_keepsTheOrder_andClosesAll() throws Exception {
    RetrievedObject first = retrieved(ObjectType.SECRET_DATA, new byte[] {1});
    RetrievedObject second = retrieved(ObjectType.SECRET_DATA, new byte[] {2});

    String json = text(MaterialOutput.list(List.of(first, second)));

    assertThat(json).startsWith("{\"items\":[{").contains("\"AQ==\"},{").endsWith("\"Ag==\"}]}");
    assertThat(RequestBody.parse(json.getBytes(StandardCharsets.UTF_8)).objects("items"))
        .hasSize(2);
    assertThat(first.material().isDestroyed()).isTrue();
    assertThat(second.material().isDestroyed()).isTrue();
  }

  @Test
  void raw_isTheMaterialItself() throws Exception {
    assertThat(bytes(MaterialOutput.raw(retrieved(ObjectType.OPAQUE_OBJECT, new byte[] {7, 8}))))
        .containsExactly(7, 8);
  }

  @Test
  void pem_ofAPrivateKey_isReadByOthers() throws Exception {
    KeyPair pair = KeyPairGenerator.getInstance("EC").generateKeyPair();

    String pem =
        text(MaterialOutput.pem(retrieved(ObjectType.PRIVATE_KEY, pair.getPrivate().getEncoded())));

    assertThat(pem)
        .startsWith("-----BEGIN PRIVATE KEY-----\n")
        .endsWith("\n-----END PRIVATE KEY-----\n");
    assertThat(pem.lines()).allMatch(line -> line.length() <= 64);
    byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    assertThat(KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der)))
        .isEqualTo(pair.getPrivate());
  }

  @Test
  void pem_ofAChain_hasEachCertificateByItself() throws Exception {
    byte[] chain = new byte[3 + 2 + 130 + 2 + 1];
    int at = 0;
    for (int value : new int[] {0x30, 0x81, 130}) {
      chain[at++] = (byte) value;
    }
    chain[3 + 130] = 0x30;
    chain[3 + 130 + 1] = 3;

    String pem = text(MaterialOutput.pem(retrieved(ObjectType.CERTIFICATE, chain)));

    assertThat(pem.split("-----BEGIN CERTIFICATE-----\n")).hasSize(3);
    assertThat(pem).endsWith("-----BEGIN CERTIFICATE-----\nMAMAAAA=\n-----END CERTIFICATE-----\n");
  }

  @Test
  void pem_ofMaterialThatFillsItsLines_hasNoEmptyLine() throws Exception {
    String pem = text(MaterialOutput.pem(retrieved(ObjectType.PUBLIC_KEY, new byte[48])));

    assertThat(pem.lines()).hasSize(3);
  }

  @Test
  void label_ofWhatHasNoPem_isRefused() {
    for (ObjectType type :
        List.of(ObjectType.SYMMETRIC_KEY, ObjectType.SECRET_DATA, ObjectType.OPAQUE_OBJECT)) {
      assertThatThrownBy(() -> Pem.label(type))
          .isInstanceOfSatisfying(
              VaultException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.OPERATION_NOT_SUPPORTED));
    }
    assertThat(Pem.label(ObjectType.CERTIFICATE)).isEqualTo("CERTIFICATE");
  }

  private static RetrievedObject retrieved(ObjectType type, byte[] material) {
    return new RetrievedObject(TestObjects.of(type), 1, SecretBytes.copyOf(material));
  }

  private static String text(StreamingOutput output) throws IOException {
    return new String(bytes(output), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(StreamingOutput output) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    output.write(out);
    return out.toByteArray();
  }
}
