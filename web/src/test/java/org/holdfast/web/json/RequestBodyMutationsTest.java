package org.holdfast.web.json;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Bodies with a few characters changed. Apart from {@link RequestBodyFuzzTest}, whose classes are
 * instrumented: that alone would make this one take thrice as long.
 */
class RequestBodyMutationsTest {

  private static final int MUTATIONS = 20_000;
  private static final int MAX_CHANGES = 6;
  private static final String ALPHABET = "{}[]\":,\\u0123456789eE+-.tfn \u0000\u007f\u00e9";

  @Test
  void parse_ofMutations_failsInOneWayOnly() {
    Random random = new Random(20261121);
    for (int i = 0; i < MUTATIONS; i++) {
      StringBuilder text =
          new StringBuilder(
              "{\"name\":\"a\\u00e9\",\"bits\":256,\"usage\":[\"SIGN\",{}],\"x\":{\"c\":null},"
                  + "\"t\":\"2026-11-21T08:00:00Z\",\"m\":\"AAEC\",\"ok\":true}");
      for (int change = random.nextInt(MAX_CHANGES); change >= 0; change--) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(3)) {
          case 0 -> text.setCharAt(at, any(random));
          case 1 -> text.insert(at, any(random));
          default -> text.deleteCharAt(at);
        }
      }
      RequestBodyReaders.readAll(text.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  private static char any(Random random) {
    return ALPHABET.charAt(random.nextInt(ALPHABET.length()));
  }
}
