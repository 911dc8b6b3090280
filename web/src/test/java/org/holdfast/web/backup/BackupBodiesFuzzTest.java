package org.holdfast.web.backup;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.holdfast.domain.error.VaultException;
import org.holdfast.web.json.RequestBody;
import org.junit.jupiter.api.Test;

/**
 * Whatever the bytes, nothing but VaultException comes out. In the ordinary run this replays the
 * corpus that lies beside it and mutations of what is right; with {@code JAZZER_FUZZ=1} it looks
 * for more.
 */
class BackupBodiesFuzzTest {

  private static final int MUTATIONS = 20_000;
  private static final int MAX_CHANGES = 6;
  private static final String ALPHABET = "{}[]\":,\\u0123456789eE+-.tfn/ \u0000\u007f\u00e9";

  private static final String DESTINATION =
      "{\"name\":\"two\",\"method\":\"SFTP\",\"path\":\"/b\",\"host\":\"h\",\"port\":22,"
          + "\"user\":\"u\",\"authentication\":\"PASSWORD\",\"password\":\"p\","
          + "\"hostKeyFingerprint\":\"SHA256:x\"}";
  private static final String SCHEDULE =
      "{\"name\":\"n\",\"start\":\"2026-11-21T08:00:00Z\",\"type\":\"PERIODIC\",\"days\":1,"
          + "\"hours\":2,\"minutes\":3,\"incrementals\":4,\"keepCount\":5,\"keepDays\":6,"
          + "\"destination\":\"00000000-0000-0000-0000-000000000001\"}";

  private static final List<Consumer<RequestBody>> READERS =
      List.of(DestinationBody::draft, DestinationBody::probe, ScheduleBody::read);

  @FuzzTest(maxDuration = "1m")
  void read(byte[] input) {
    for (Consumer<RequestBody> reader : READERS) {
      try (RequestBody body = RequestBody.parse(input)) {
        reader.accept(body);
      } catch (VaultException e) {
        assertThat(e.code().id()).matches("HF-1...|HF-6001");
      }
    }
  }

  @Test
  void read_ofMutations_failsInOneWayOnly() {
    Random random = new Random(20261121);
    for (int i = 0; i < MUTATIONS; i++) {
      StringBuilder text = new StringBuilder(i % 2 == 0 ? DESTINATION : SCHEDULE);
      for (int change = random.nextInt(MAX_CHANGES); change > 0; change--) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(3)) {
          case 0 -> text.setCharAt(at, any(random));
          case 1 -> text.insert(at, any(random));
          default -> text.deleteCharAt(at);
        }
      }
      read(text.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  private static char any(Random random) {
    return ALPHABET.charAt(random.nextInt(ALPHABET.length()));
  }
}
