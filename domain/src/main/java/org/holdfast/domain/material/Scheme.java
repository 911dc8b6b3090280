package org.holdfast.domain.material;

import static org.holdfast.domain.material.KeyOperation.DECRYPT;
import static org.holdfast.domain.material.KeyOperation.ENCRYPT;
import static org.holdfast.domain.material.KeyOperation.MAC_GENERATE;
import static org.holdfast.domain.material.KeyOperation.MAC_VERIFY;
import static org.holdfast.domain.material.KeyOperation.SIGN;
import static org.holdfast.domain.material.KeyOperation.UNWRAP;
import static org.holdfast.domain.material.KeyOperation.VERIFY;
import static org.holdfast.domain.material.KeyOperation.WRAP;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.jspecify.annotations.Nullable;

/**
 * How a key is used, to the last parameter (KMIP 2.1, Cryptographic Parameters, names them one by
 * one). The constant's name is the identifier that callers give. Of the schemes for an operation
 * the first is the default; ECDSA alone looks at the length of the key.
 */
public enum Scheme {
  /** NIST SP 800-38D, with a 96-bit nonce and a 128-bit tag. */
  AES_GCM(Algorithm.AES, ENCRYPT, DECRYPT),
  /**
   * NIST SP 800-38A with the padding of RFC 5652, 6.3. Changes of the ciphertext are not noticed
   * for certain, and whoever may have many ciphertexts tried learns plaintext from which are
   * refused: for old formats only.
   */
  AES_CBC_PKCS7(Algorithm.AES, ENCRYPT, DECRYPT),
  /** RFC 8439. */
  CHACHA20_POLY1305(Algorithm.CHACHA20, ENCRYPT, DECRYPT),
  /** RFC 8017, 7.1, with SHA-256 in both places and an empty label. */
  RSA_OAEP_SHA256(Algorithm.RSA, ENCRYPT, DECRYPT, WRAP, UNWRAP),
  /** RFC 8017, 8.1, with MGF1 on the same hash and a salt of the hash's length. */
  RSA_PSS_SHA256(Algorithm.RSA, SIGN, VERIFY),
  /** As {@link #RSA_PSS_SHA256}. */
  RSA_PSS_SHA384(Algorithm.RSA, SIGN, VERIFY),
  /** As {@link #RSA_PSS_SHA256}. */
  RSA_PSS_SHA512(Algorithm.RSA, SIGN, VERIFY),
  /** RFC 8017, 8.2. */
  RSA_PKCS1_SHA256(Algorithm.RSA, SIGN, VERIFY),
  /** RFC 8017, 8.2. */
  RSA_PKCS1_SHA384(Algorithm.RSA, SIGN, VERIFY),
  /** RFC 8017, 8.2. */
  RSA_PKCS1_SHA512(Algorithm.RSA, SIGN, VERIFY),
  /** FIPS 186-5, 6; the signature is the DER of RFC 3279, 2.2.3. */
  ECDSA_SHA256(Algorithm.EC, SIGN, VERIFY),
  /** As {@link #ECDSA_SHA256}. */
  ECDSA_SHA384(Algorithm.EC, SIGN, VERIFY),
  /** As {@link #ECDSA_SHA256}. */
  ECDSA_SHA512(Algorithm.EC, SIGN, VERIFY),
  /** RFC 8032, 5.1, without prehash and context. */
  ED25519(Algorithm.ED25519, SIGN, VERIFY),
  /** RFC 2104. */
  HMAC_SHA256(Algorithm.HMAC_SHA256, MAC_GENERATE, MAC_VERIFY),
  /** RFC 2104. */
  HMAC_SHA384(Algorithm.HMAC_SHA384, MAC_GENERATE, MAC_VERIFY),
  /** RFC 2104. */
  HMAC_SHA512(Algorithm.HMAC_SHA512, MAC_GENERATE, MAC_VERIFY),
  /** AES key wrap with padding, RFC 5649. */
  AES_KEY_WRAP_PADDED(Algorithm.AES, WRAP, UNWRAP);

  private final Algorithm algorithm;

  @SuppressWarnings("ImmutableEnumChecker") // unmodifiable
  private final List<KeyOperation> operations;

  Scheme(Algorithm algorithm, KeyOperation... operations) {
    this.algorithm = algorithm;
    this.operations = List.of(operations);
  }

  /**
   * The scheme with that identifier, such as {@code AES_GCM}.
   *
   * @throws VaultException {@link ErrorCode#INPUT_INVALID}
   */
  public static Scheme parse(String id) {
    return Arrays.stream(values())
        .filter(scheme -> scheme.name().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new VaultException(
                        ErrorCode.INPUT_INVALID, "the schemes are " + Arrays.toString(values()))
                    .atField("scheme"));
  }

  /** All schemes in which such an object does this, the default first; may be empty. */
  public static List<Scheme> offered(
      KeyOperation operation, ObjectType type, @Nullable Algorithm algorithm) {
    return Arrays.stream(values())
        .filter(scheme -> scheme.serves(operation, type, algorithm))
        .toList();
  }

  /**
   * The scheme where nobody asks for another: for ECDSA the one whose hash fits the curve (FIPS
   * 186-5, 6.1.1), else the first one offered.
   *
   * @param bits length of the key
   * @throws VaultException {@link ErrorCode#OPERATION_NOT_SUPPORTED}, which names what such an
   *     object does
   */
  public static Scheme defaultFor(
      KeyOperation operation, ObjectType type, @Nullable Algorithm algorithm, int bits) {
    List<Scheme> offered = offered(operation, type, algorithm);
    if (offered.isEmpty()) {
      throw notSupported(operation.name(), type, algorithm);
    }
    if (algorithm == Algorithm.EC) {
      return bits <= 256 ? ECDSA_SHA256 : bits <= 384 ? ECDSA_SHA384 : ECDSA_SHA512;
    }
    return offered.get(0);
  }

  /** As {@link #defaultFor(KeyOperation, ObjectType, Algorithm, int)}, for this key. */
  public static Scheme defaultFor(KeyOperation operation, Material key) {
    return defaultFor(operation, key.type(), key.algorithm(), key.bits());
  }

  /** The algorithm of the keys that it uses. */
  public Algorithm algorithm() {
    return algorithm;
  }

  void require(KeyOperation operation, Material key) {
    if (!serves(operation, key.type(), key.algorithm())) {
      throw notSupported(operation + " with " + this, key.type(), key.algorithm());
    }
  }

  private boolean serves(KeyOperation operation, ObjectType type, @Nullable Algorithm wanted) {
    return algorithm == wanted
        && operations.contains(operation)
        && operation.types().contains(type)
        && (type == ObjectType.SYMMETRIC_KEY) == algorithm.isSymmetric();
  }

  private static VaultException notSupported(
      String wanted, ObjectType type, @Nullable Algorithm algorithm) {
    String offered =
        Arrays.stream(KeyOperation.values())
            .map(operation -> describe(operation, offered(operation, type, algorithm)))
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining("; "));
    return new VaultException(
        ErrorCode.OPERATION_NOT_SUPPORTED,
        "not %s; it does %s".formatted(wanted, offered.isEmpty() ? "nothing" : offered));
  }

  private static String describe(KeyOperation operation, List<Scheme> schemes) {
    return schemes.isEmpty()
        ? ""
        : operation
            + " with "
            + schemes.stream().map(Scheme::name).collect(Collectors.joining(", "));
  }
}
