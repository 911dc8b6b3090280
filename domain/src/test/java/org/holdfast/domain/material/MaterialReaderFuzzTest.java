package org.holdfast.domain.material;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.secret.SecretBytes;

/**
 * Whatever the bytes, nothing but a {@link VaultException} comes out. In the ordinary run this
 * replays the corpus that lies beside it; with {@code JAZZER_FUZZ=1} it looks for more.
 */
class MaterialReaderFuzzTest {

  @FuzzTest(maxDuration = "1m")
  void privateKey(byte[] input) {
    read(ObjectType.PRIVATE_KEY, input);
  }

  @FuzzTest(maxDuration = "1m")
  void publicKey(byte[] input) {
    read(ObjectType.PUBLIC_KEY, input);
  }

  @FuzzTest(maxDuration = "1m")
  void certificate(byte[] input) {
    read(ObjectType.CERTIFICATE, input);
  }

  private static void read(ObjectType type, byte[] input) {
    try (SecretBytes secret = SecretBytes.copyOf(input);
        Material first = MaterialReader.read(type, null, secret);
        // What was taken once must be in the form that is taken again, unchanged.
        Material second = MaterialReader.read(type, first.algorithm(), first.content())) {
      if (!first.content().contentEquals(second.content())) {
        throw new AssertionError("The canonical form is none");
      }
    } catch (VaultException e) {
      // The one outcome besides material.
    }
  }
}
