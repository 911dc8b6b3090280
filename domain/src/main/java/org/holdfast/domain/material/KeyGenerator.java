package org.holdfast.domain.material;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Arrays;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.secret.SecretBytes;

/**
 * Makes keys. What comes out went through the checks of {@link MaterialReader} like anything from
 * outside, so a broken source of randomness shows as a refusal where it can show at all.
 */
public final class KeyGenerator {

  private KeyGenerator() {}

  /**
   * A symmetric key, for the caller to close.
   *
   * @param bits its length
   * @throws VaultException {@link ErrorCode#ALGORITHM_NOT_SUPPORTED} if the algorithm has another
   *     length, is only for import or makes key pairs
   */
  public static Material symmetric(Algorithm algorithm, int bits, SecureRandom random) {
    if (!algorithm.isSymmetric()) {
      throw Refusal.algorithm(algorithm.displayName() + " makes key pairs");
    }
    if (!algorithm.isGenerated()) {
      throw Refusal.algorithm(
          algorithm.displayName() + " keys can be stored but are no longer made; use AES");
    }
    checkBits(algorithm, bits);
    try (SecretBytes key = SecretBytes.random(bits / Byte.SIZE, random)) {
      return MaterialReader.read(ObjectType.SYMMETRIC_KEY, algorithm, key);
    }
  }

  /**
   * A key pair, for the caller to close.
   *
   * @param bits its length
   * @throws VaultException {@link ErrorCode#ALGORITHM_NOT_SUPPORTED} if the algorithm has another
   *     length or makes no key pairs
   */
  public static KeyPairMaterial pair(Algorithm algorithm, int bits, SecureRandom random) {
    if (algorithm.isSymmetric()) {
      throw Refusal.algorithm(algorithm.displayName() + " makes no key pairs");
    }
    checkBits(algorithm, bits);
    byte[] encoded = encodedPrivateKey(algorithm, bits, random);
    try {
      Material privateKey = MaterialReader.privateKey(algorithm, encoded);
      return new KeyPairMaterial(privateKey, MaterialReader.publicKeyOf(privateKey));
    } finally {
      Arrays.fill(encoded, (byte) 0);
    }
  }

  private static void checkBits(Algorithm algorithm, int bits) {
    if (!algorithm.allows(bits)) {
      throw Refusal.bits(algorithm, bits);
    }
  }

  private static byte[] encodedPrivateKey(Algorithm algorithm, int bits, SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm.displayName());
      generator.initialize(parameters(algorithm, bits), random);
      return generator.generateKeyPair().getPrivate().getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(algorithm.displayName() + " is not available", e);
    }
  }

  private static AlgorithmParameterSpec parameters(Algorithm algorithm, int bits) {
    return switch (algorithm) {
      case RSA -> new RSAKeyGenParameterSpec(bits, RSAKeyGenParameterSpec.F4);
      case EC -> new ECGenParameterSpec("secp" + bits + "r1");
      case ED25519 -> NamedParameterSpec.ED25519;
      case AES, TRIPLE_DES, CHACHA20, HMAC_SHA256, HMAC_SHA384, HMAC_SHA512 ->
          throw new IllegalStateException("No key pairs: " + algorithm);
    };
  }
}
