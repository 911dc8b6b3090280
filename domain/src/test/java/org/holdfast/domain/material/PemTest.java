package org.holdfast.domain.material;

import static org.assertj.core.api.Assertions.assertThat;
import static org.holdfast.domain.material.SampleMaterials.assertRefused;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.SampleSecrets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PemTest {

  private static final String BLOCK = "-----BEGIN A B-----\naGVs\nbG8=\n-----END A B-----\n";

  @Test
  void read_textAroundTheBlocks_isPassedOver() {
    try (Pem pem = Pem.read(bytes("subject=CN = x\n" + BLOCK + "more\n" + BLOCK), 2)) {
      assertThat(pem.blocks()).extracting(Pem.Block::label).containsExactly("A B", "A B");
      assertThat(SampleSecrets.text(pem.blocks().get(1).content())).isEqualTo("hello");
    }
  }

  @Test
  void read_windowsLineEnds_isTaken() {
    try (Pem pem = Pem.read(bytes(BLOCK.replace("\n", "\r\n")), 1)) {
      assertThat(SampleSecrets.text(pem.blocks().get(0).content())).isEqualTo("hello");
    }
  }

  @Test
  void read_whatWriteWrote_isTheSame() {
    Bytes content = Bytes.of(new byte[200]);

    try (Pem pem = Pem.read(bytes(Pem.write("CERTIFICATE", content)), 1)) {
      assertThat(pem.blocks().get(0).content().size()).isEqualTo(200);
    }
    assertThat(Pem.write("CERTIFICATE", content).lines())
        .allMatch(line -> line.length() <= 64)
        .startsWith("-----BEGIN CERTIFICATE-----")
        .endsWith("-----END CERTIFICATE-----");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "-----BEGIN ",
        "-----BEGIN A-----",
        "-----BEGIN A-----\naGVsbG8=\n",
        "-----BEGIN A-----\naGVsbG8=\n-----END B-----",
        "-----BEGIN A-----\naGVsb*8=\n-----END A-----",
        "-----BEGIN A-----\naGVsbG8\u00e4\n-----END A-----",
        "-----BEGIN A-----\na\n-----END A-----",
        "-----BEGIN -----\naGVsbG8=\n-----END -----",
        "-----BEGIN a-----\naGVsbG8=\n-----END a-----",
        "-----BEGIN A-----\nProc-Type: 4,ENCRYPTED\n\naGVsbG8=\n-----END A-----",
      })
  void read_malformed_isRefused(String text) {
    assertRefused(ErrorCode.OBJECT_MATERIAL_INVALID, () -> Pem.read(bytes(text), 1));
  }

  @Test
  void read_moreBlocksThanAllowed_isRefused() {
    assertRefused(ErrorCode.OBJECT_MATERIAL_INVALID, () -> Pem.read(bytes(BLOCK + BLOCK), 1));
  }

  @Test
  void close_afterRead_zeroesTheBlocks() {
    Pem pem = Pem.read(bytes(BLOCK + BLOCK), 2);
    List<Pem.Block> blocks = pem.blocks();

    pem.close();

    assertThat(blocks).allMatch(block -> block.content().isDestroyed());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
