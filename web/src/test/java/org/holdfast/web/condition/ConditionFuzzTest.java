package org.holdfast.web.condition;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.object.ObjectId;
import org.junit.jupiter.api.Test;

/**
 * Whatever the text, nothing but VaultException comes out, and a cursor that is taken is the one
 * that the vault made. In the ordinary run this replays the corpus that lies beside it and
 * mutations of a cursor; with {@code JAZZER_FUZZ=1} it looks for more.
 */
class ConditionFuzzTest {

  private static final int MUTATIONS = 20_000;
  private static final UUID CURRENT = UUID.fromString("019aa5c0-7d4e-7000-8000-000000000001");

  @FuzzTest(maxDuration = "1m")
  void parse(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    check(
        ErrorCode.INPUT_INVALID,
        () -> assertThat(Cursor.after(Cursor.parse(text))).isEqualTo(text));
    check(ErrorCode.INPUT_INVALID, () -> Revision.isKnown(text, CURRENT));
    check(ErrorCode.REVISION_STALE, () -> Revision.wanted(text));
    check(ErrorCode.INPUT_INVALID, () -> Once.key(List.of(text)));
  }

  @Test
  void parse_ofMutatedCursors_takesOnlyWhatTheVaultMade() {
    Random random = new Random(20261121);
    byte[] made = Cursor.after(new ObjectId(CURRENT)).getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] mutated = made.clone();
      mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(128);
      mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(128);
      parse(mutated);
    }
  }

  private static void check(ErrorCode code, Runnable parsing) {
    try {
      parsing.run();
    } catch (VaultException e) {
      assertThat(e.code()).isIn(code, ErrorCode.INPUT_INVALID);
    }
  }
}
