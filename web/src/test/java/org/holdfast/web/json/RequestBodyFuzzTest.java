package org.holdfast.web.json;

import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * Whatever the bytes, nothing but VaultException comes out. In the ordinary run this replays the
 * corpus that lies beside it; with {@code JAZZER_FUZZ=1} it looks for more.
 */
class RequestBodyFuzzTest {

  @FuzzTest(maxDuration = "1m")
  void parse(byte[] input) {
    RequestBodyReaders.readAll(input);
  }
}
