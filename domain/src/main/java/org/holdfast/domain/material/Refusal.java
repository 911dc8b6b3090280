package org.holdfast.domain.material;

import java.io.IOException;
import java.security.GeneralSecurityException;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;

/** The failures of this package, each with its code and the input field that it is about. */
final class Refusal {

  /** Reads outside bytes; whatever it throws becomes a refusal. */
  @FunctionalInterface
  interface Parser<T> {
    T parse() throws IOException, GeneralSecurityException;
  }

  /** Uses a key. */
  @FunctionalInterface
  interface Action<T> {
    T run() throws GeneralSecurityException;
  }

  private static final String MATERIAL = "material";

  private Refusal() {}

  static VaultException material(String detail) {
    return new VaultException(ErrorCode.OBJECT_MATERIAL_INVALID, detail).atField(MATERIAL);
  }

  static VaultException weak(String detail) {
    return new VaultException(ErrorCode.KEY_WEAK, detail).atField(MATERIAL);
  }

  static VaultException algorithm(String detail) {
    return new VaultException(ErrorCode.ALGORITHM_NOT_SUPPORTED, detail).atField("algorithm");
  }

  static VaultException bits(Algorithm algorithm, int bits) {
    return new VaultException(
            ErrorCode.ALGORITHM_NOT_SUPPORTED,
            "a key for %s has %s bits, not %d"
                .formatted(algorithm.displayName(), algorithm.allowedBits(), bits))
        .atField("bits");
  }

  /**
   * Runs a parser over outside bytes. The parser's own exception is not kept as the cause: its text
   * may quote the bytes that it stumbled upon, and those can be a private key.
   *
   * @param what the bytes should be, with its article
   */
  static <T> T unless(String what, Parser<T> parser) {
    try {
      return parser.parse();
    } catch (VaultException e) {
      throw e;
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      throw material("this is not " + what);
    }
  }
}
