package org.holdfast.domain.material;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.secret.SecretBytes;

/** As {@link MaterialReaderFuzzTest}, for any type with any algorithm. */
class SymmetricFuzzTest {

  @FuzzTest(maxDuration = "1m")
  void anything(FuzzedDataProvider data) {
    ObjectType type = data.pickValue(ObjectType.values());
    Algorithm algorithm = data.pickValue(Algorithm.values());
    boolean named = data.consumeBoolean();
    try (SecretBytes secret = SecretBytes.takeFrom(data.consumeRemainingAsBytes());
        Material material = MaterialReader.read(type, named ? algorithm : null, secret)) {
      if (material.type() != type) {
        throw new AssertionError("Another type came out");
      }
    } catch (VaultException e) {
      // The one outcome besides material.
    }
  }
}
