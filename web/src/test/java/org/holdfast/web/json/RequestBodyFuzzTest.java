package org.holdfast.web.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.error.VaultException;
import org.junit.jupiter.api.Test;

/**
 * Whatever the bytes, nothing but VaultException comes out. In the ordinary run this replays the
 * corpus that lies beside it and mutations of it; with {@code JAZZER_FUZZ=1} it looks for more.
 */
class RequestBodyFuzzTest {

  private static final int MUTATIONS = 20_000;
  private static final int MAX_CHANGES = 6;
  private static final String ALPHABET = "{}[]\":,\\u0123456789eE+-.tfn \u0000\u007f\u00e9";

  private static final List<Consumer<Read>> READERS =
      List.of(
          read -> read.body.text(read.name),
          read -> read.body.text(read.name, 3),
          read -> read.body.textOrEmpty(read.name, 3),
          read -> read.body.texts(read.name, 2, 4),
          read -> read.body.textMap(read.name, 2, 4),
          read -> read.body.optionalInteger(read.name),
          read -> read.body.flag(read.name, false),
          read -> read.body.optionalTime(read.name),
          read -> read.body.secret(read.name).close(),
          read -> read.body.base64(read.name).close(),
          read -> read.body.data(read.name).close(),
          read -> read.body.bytes(read.name),
          read -> read.body.constant(read.name, Role.class),
          read -> read.body.objects(read.name, 3).forEach(RequestBodyFuzzTest::readAll),
          read -> readAll(read.body.object(read.name)),
          read -> LabelFields.read(read.body),
          read -> read.body.only(read.name));

  private record Read(RequestBody body, String name) {}

  @FuzzTest(maxDuration = "1m")
  void parse(byte[] input) {
    try (RequestBody body = RequestBody.parse(input)) {
      readAll(body);
    } catch (VaultException e) {
      assertThat(e.code().id()).startsWith("HF-1");
    }
  }

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
      parse(text.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  private static char any(Random random) {
    return ALPHABET.charAt(random.nextInt(ALPHABET.length()));
  }

  private static void readAll(RequestBody body) {
    for (String name : List.copyOf(body.members().keySet())) {
      for (Consumer<Read> reader : READERS) {
        try {
          reader.accept(new Read(body, name));
        } catch (VaultException e) {
          assertThat(e.code().id()).startsWith("HF-1");
        }
      }
    }
  }
}
