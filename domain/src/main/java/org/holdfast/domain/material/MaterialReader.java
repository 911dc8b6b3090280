package org.holdfast.domain.material;

import java.io.IOException;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Object;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.secret.SecretAccess;
import org.holdfast.domain.secret.SecretBytes;
import org.jspecify.annotations.Nullable;

/**
 * Reads what somebody gives the vault to keep: finds the encoding, checks that it is what it is
 * said to be and no weak key, and brings it into the form that {@link Material} describes.
 *
 * <p>Guaranteed: whatever the bytes, the outcome is material or a {@link VaultException}; time and
 * memory are bounded by the limits below. Not guaranteed: that an RSA modulus without its primes is
 * hard to factor; only what is cheap to see is seen.
 */
public final class MaterialReader {

  /** The most bytes of secret data and opaque objects: 1 MiB. */
  public static final int MAX_BYTES = 1 << 20;

  /** The most bytes of a key, in whatever encoding. */
  public static final int MAX_KEY_BYTES = 16 * 1024;

  /** The most bytes of a certificate with its chain of at most 10. */
  public static final int MAX_CHAIN_BYTES = 64 * 1024;

  // An EC key may have the block with its curve's parameters in front.
  private static final int MAX_KEY_BLOCKS = 2;

  private MaterialReader() {}

  /**
   * Reads material. Symmetric keys, secret data and opaque objects come as raw bytes; private keys,
   * public keys and certificates as DER or PEM, which is found out.
   *
   * @param algorithm must be given for a symmetric key and must not for secret data and opaque
   *     objects; for the others, null means that any is right
   * @param input stays open
   * @return for the caller to close
   * @throws VaultException {@link ErrorCode#OBJECT_MATERIAL_INVALID}, {@link ErrorCode#KEY_WEAK},
   *     {@link ErrorCode#ALGORITHM_NOT_SUPPORTED}; {@link ErrorCode#INPUT_MISSING} or {@link
   *     ErrorCode#INPUT_INVALID} for the algorithm
   */
  public static Material read(ObjectType type, @Nullable Algorithm algorithm, SecretBytes input) {
    int limit =
        switch (type) {
          case SECRET_DATA, OPAQUE_OBJECT -> MAX_BYTES;
          case CERTIFICATE -> MAX_CHAIN_BYTES;
          case SYMMETRIC_KEY, PRIVATE_KEY, PUBLIC_KEY -> MAX_KEY_BYTES;
        };
    if (input.size() == 0 || input.size() > limit) {
      throw Refusal.material("the material has 1 to " + limit + " bytes");
    }
    return switch (type) {
      case SYMMETRIC_KEY -> symmetricKey(algorithm, input);
      case SECRET_DATA, OPAQUE_OBJECT -> bytes(type, algorithm, input);
      case PRIVATE_KEY -> input.lend(SecretAccess.granted(), key -> privateKey(algorithm, key));
      case PUBLIC_KEY -> input.lend(SecretAccess.granted(), key -> publicKey(algorithm, key));
      case CERTIFICATE ->
          input.lend(
              SecretAccess.granted(),
              certificate -> CertificateReader.read(requireKeyPair(algorithm), certificate));
    };
  }

  /**
   * The public key that belongs to a private key, or that is in a certificate; a public key gives
   * itself.
   *
   * @return for the caller to close, whatever becomes of {@code key}
   * @throws VaultException {@link ErrorCode#OPERATION_NOT_SUPPORTED} for any other material
   */
  public static Material publicKeyOf(Material key) {
    if (key.algorithm() == null || key.algorithm().isSymmetric()) {
      throw new VaultException(
          ErrorCode.OPERATION_NOT_SUPPORTED, "only a key pair has a public key");
    }
    return Material.restored(
        ObjectType.PUBLIC_KEY,
        key.algorithm(),
        key.bits(),
        SecretBytes.takeFrom(
            key.content()
                .lend(SecretAccess.granted(), content -> publicKeyOf(key.type(), content))),
        null);
  }

  static void requireAgreement(@Nullable Algorithm wanted, ReadKey found) {
    if (wanted != null && wanted != found.algorithm()) {
      throw Refusal.material(
          "the key is for %s, not %s"
              .formatted(found.algorithm().displayName(), wanted.displayName()));
    }
  }

  static Material privateKey(@Nullable Algorithm algorithm, byte[] input) {
    ReadKey.Private key =
        Refusal.unless(
            "a private key",
            // Only PEM says which of the older encodings it is, so as DER there is PKCS#8 alone.
            () -> Der.looksLike(input) ? KeyEncodings.pkcs8(input) : pemPrivateKey(input));
    requireAgreement(requireKeyPair(algorithm), key);
    return material(ObjectType.PRIVATE_KEY, key, key.info());
  }

  static Material publicKey(@Nullable Algorithm algorithm, byte[] input) {
    ReadKey.Public key =
        Refusal.unless(
            "a public key",
            () -> Der.looksLike(input) ? KeyEncodings.publicKey(input) : pemPublicKey(input));
    requireAgreement(requireKeyPair(algorithm), key);
    return material(ObjectType.PUBLIC_KEY, key, key.info());
  }

  private static Material symmetricKey(@Nullable Algorithm algorithm, SecretBytes input) {
    if (algorithm == null) {
      throw new VaultException(ErrorCode.INPUT_MISSING, "a symmetric key has an algorithm")
          .atField("algorithm");
    }
    if (!algorithm.isSymmetric()) {
      throw new VaultException(
              ErrorCode.INPUT_INVALID, algorithm.displayName() + " has no symmetric keys")
          .atField("algorithm");
    }
    input.lend(
        SecretAccess.granted(),
        key -> {
          SymmetricKeys.check(algorithm, key);
          return true;
        });
    return Material.restored(
        ObjectType.SYMMETRIC_KEY, algorithm, input.size() * Byte.SIZE, input.copy(), null);
  }

  private static Material bytes(ObjectType type, @Nullable Algorithm algorithm, SecretBytes input) {
    if (algorithm != null) {
      throw new VaultException(
              ErrorCode.INPUT_INVALID, "secret data and opaque objects have no algorithm")
          .atField("algorithm");
    }
    return Material.restored(type, null, input.size() * Byte.SIZE, input.copy(), null);
  }

  private static @Nullable Algorithm requireKeyPair(@Nullable Algorithm algorithm) {
    if (algorithm != null && algorithm.isSymmetric()) {
      throw new VaultException(
              ErrorCode.INPUT_INVALID, algorithm.displayName() + " has no key pairs")
          .atField("algorithm");
    }
    return algorithm;
  }

  private static ReadKey.Private pemPrivateKey(byte[] text) throws IOException {
    try (Pem pem = Pem.read(text, MAX_KEY_BLOCKS)) {
      Pem.Block block = onlyBlock(pem, "EC PARAMETERS");
      return block
          .content()
          .lend(
              SecretAccess.granted(),
              der ->
                  switch (block.label()) {
                    case "PRIVATE KEY" -> KeyEncodings.pkcs8(der);
                    case "RSA PRIVATE KEY" -> KeyEncodings.pkcs1(der);
                    case "EC PRIVATE KEY" -> KeyEncodings.sec1(der);
                    case "ENCRYPTED PRIVATE KEY" ->
                        throw Refusal.material("the private key is encrypted: decrypt it first");
                    default -> throw Refusal.material("the PEM block is not a private key");
                  });
    }
  }

  private static ReadKey.Public pemPublicKey(byte[] text) throws IOException {
    try (Pem pem = Pem.read(text, 1)) {
      Pem.Block block = onlyBlock(pem, "");
      return block
          .content()
          .lend(
              SecretAccess.granted(),
              der ->
                  switch (block.label()) {
                    case "PUBLIC KEY" -> KeyEncodings.publicKey(der);
                    case "RSA PUBLIC KEY" -> KeyEncodings.pkcs1Public(der);
                    default -> throw Refusal.material("the PEM block is not a public key");
                  });
    }
  }

  private static Pem.Block onlyBlock(Pem pem, String ignored) {
    List<Pem.Block> blocks =
        pem.blocks().stream().filter(block -> !block.label().equals(ignored)).toList();
    if (blocks.size() != 1) {
      throw Refusal.material("there is not exactly one key in the PEM");
    }
    return blocks.get(0);
  }

  private static Material material(ObjectType type, ReadKey key, ASN1Object info) {
    try {
      return Material.restored(
          type,
          key.algorithm(),
          key.bits(),
          SecretBytes.takeFrom(info.getEncoded(ASN1Encoding.DER)),
          null);
    } catch (IOException e) {
      throw new IllegalStateException("DER could not be written", e);
    }
  }

  private static byte[] publicKeyOf(ObjectType type, byte[] content) {
    try {
      return switch (type) {
        case PRIVATE_KEY -> KeyEncodings.publicOf(content).getEncoded(ASN1Encoding.DER);
        case CERTIFICATE -> CertificateReader.leafKey(content);
        case PUBLIC_KEY -> content.clone();
        case SYMMETRIC_KEY, SECRET_DATA, OPAQUE_OBJECT ->
            throw new IllegalStateException("Has an algorithm of key pairs: " + type);
      };
    } catch (IOException e) {
      throw new IllegalStateException("Material that was read cannot be read again", e);
    }
  }
}
