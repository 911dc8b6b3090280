package org.holdfast.domain.material;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.SecretAccess;
import org.holdfast.domain.secret.SecretBytes;

/**
 * Uses keys without giving them away. Each call names its {@link Scheme}; {@link Scheme#defaultFor}
 * knows which to take. Whether the key's usage mask, state and grants allow the call is for the
 * caller to check ({@link KeyOperation#usage}).
 *
 * <p>Guaranteed: nonces are made here, never taken; whatever is wrong with something to decrypt or
 * unwrap, the answer is the same {@link ErrorCode#CIPHERTEXT_INVALID}. Not guaranteed: safety
 * beyond 2^32 messages under one AES-GCM key (NIST SP 800-38D, 8.3), and that CBC keeps its secret
 * from somebody who may have many altered ciphertexts tried, because that some are taken is an
 * oracle in itself.
 *
 * <p>All throw {@link ErrorCode#OPERATION_NOT_SUPPORTED} if the key does not do it with that
 * scheme, and {@link ErrorCode#BODY_TOO_LARGE} for inputs above {@link #MAX_INPUT}.
 */
public final class KeyOperations {

  /** The most bytes of a message, a plaintext or additional data: 1 MiB. */
  public static final int MAX_INPUT = 1 << 20;

  // A ciphertext of the longest plaintext has an initialization vector's worth more.
  private static final int MAX_OVERHEAD = 64;

  private static final Bytes NONE = Bytes.of();

  private KeyOperations() {}

  /**
   * Encrypts.
   *
   * @param associatedData bound to the ciphertext but not hidden, for schemes with a tag; empty for
   *     the others
   * @throws VaultException {@link ErrorCode#INPUT_INVALID} if RSA cannot take that many bytes
   */
  public static Encrypted encrypt(
      Material key,
      Scheme scheme,
      Bytes associatedData,
      SecretBytes plaintext,
      SecureRandom random) {
    scheme.require(KeyOperation.ENCRYPT, key);
    checkSize("plaintext", plaintext.size(), MAX_INPUT);
    checkAssociatedData(scheme, associatedData);
    if (scheme == Scheme.RSA_OAEP_SHA256) {
      return new Encrypted(scheme, NONE, oaep(key, plaintext, random));
    }
    Encryption encryption = new Encryption(scheme);
    Bytes iv = encryption.newIv(random);
    return new Encrypted(
        scheme,
        iv,
        plaintext.lend(
            SecretAccess.granted(),
            content ->
                possible(
                    () ->
                        Bytes.of(
                            encryption.run(
                                Cipher.ENCRYPT_MODE, key, iv, associatedData, content)))));
  }

  /**
   * Decrypts, for the caller to close.
   *
   * @throws VaultException {@link ErrorCode#CIPHERTEXT_INVALID} if the key is another one or
   *     anything was changed
   */
  public static SecretBytes decrypt(Material key, Encrypted encrypted, Bytes associatedData) {
    Scheme scheme = encrypted.scheme();
    scheme.require(KeyOperation.DECRYPT, key);
    checkSize("ciphertext", encrypted.ciphertext().size(), MAX_INPUT + MAX_OVERHEAD);
    checkAssociatedData(scheme, associatedData);
    byte[] ciphertext = encrypted.ciphertext().toByteArray();
    if (scheme == Scheme.RSA_OAEP_SHA256) {
      return opened(() -> RsaOaep.decrypt(key, ciphertext));
    }
    return opened(
        () ->
            new Encryption(scheme)
                .run(Cipher.DECRYPT_MODE, key, encrypted.iv(), associatedData, ciphertext));
  }

  /** Signs a message. */
  public static Bytes sign(Material key, Scheme scheme, Bytes message, SecureRandom random) {
    scheme.require(KeyOperation.SIGN, key);
    checkSize("message", message.size(), MAX_INPUT);
    return possible(() -> Signatures.sign(key, scheme, message, random));
  }

  /** Whether the signature is the key's over this message; false also if it is malformed. */
  public static boolean verify(Material key, Scheme scheme, Bytes message, Bytes signature) {
    scheme.require(KeyOperation.VERIFY, key);
    checkSize("message", message.size(), MAX_INPUT);
    return possible(() -> Signatures.verify(key, scheme, message, signature));
  }

  /** The message's authentication code. */
  public static Bytes mac(Material key, Scheme scheme, Bytes message) {
    scheme.require(KeyOperation.MAC_GENERATE, key);
    checkSize("message", message.size(), MAX_INPUT);
    return possible(() -> Bytes.of(Macs.generate(key, scheme, message)));
  }

  /**
   * Whether the code is the key's over this message, at its full length; in time that does not
   * depend on where they differ.
   */
  public static boolean verifyMac(Material key, Scheme scheme, Bytes message, Bytes mac) {
    scheme.require(KeyOperation.MAC_VERIFY, key);
    checkSize("message", message.size(), MAX_INPUT);
    return possible(
        () -> MessageDigest.isEqual(Macs.generate(key, scheme, message), mac.toByteArray()));
  }

  /**
   * Wraps the content of another object, in the form that {@link Material} describes.
   *
   * @throws VaultException {@link ErrorCode#INPUT_INVALID} if RSA cannot take that many bytes
   */
  public static Bytes wrap(Material key, Scheme scheme, SecretBytes content, SecureRandom random) {
    scheme.require(KeyOperation.WRAP, key);
    checkSize("content", content.size(), MAX_INPUT);
    if (content.size() == 0) {
      throw invalid("content", "there is nothing to wrap");
    }
    if (scheme == Scheme.RSA_OAEP_SHA256) {
      return oaep(key, content, random);
    }
    return content.lend(
        SecretAccess.granted(),
        bytes -> possible(() -> Bytes.of(KeyWrap.run(Cipher.ENCRYPT_MODE, key, bytes))));
  }

  /**
   * Unwraps, for the caller to close; {@link MaterialReader} says what it is.
   *
   * @throws VaultException {@link ErrorCode#CIPHERTEXT_INVALID} if the key is another one or
   *     anything was changed
   */
  public static SecretBytes unwrap(Material key, Scheme scheme, Bytes wrapped) {
    scheme.require(KeyOperation.UNWRAP, key);
    checkSize("wrapped", wrapped.size(), MAX_INPUT + MAX_OVERHEAD);
    byte[] bytes = wrapped.toByteArray();
    return scheme == Scheme.RSA_OAEP_SHA256
        ? opened(() -> RsaOaep.decrypt(key, bytes))
        : opened(() -> KeyWrap.run(Cipher.DECRYPT_MODE, key, bytes));
  }

  private static Bytes oaep(Material key, SecretBytes plaintext, SecureRandom random) {
    int most = RsaOaep.maxPlaintext(key);
    if (plaintext.size() > most) {
      throw invalid(
          "plaintext",
          "this RSA key takes at most %d bytes; for more, use an AES key".formatted(most));
    }
    return plaintext.lend(
        SecretAccess.granted(),
        content -> possible(() -> Bytes.of(RsaOaep.encrypt(key, content, random))));
  }

  private static void checkSize(String field, int size, int most) {
    if (size > most) {
      throw new VaultException(ErrorCode.BODY_TOO_LARGE, "at most " + most + " bytes")
          .atField(field);
    }
  }

  private static void checkAssociatedData(Scheme scheme, Bytes associatedData) {
    checkSize("associatedData", associatedData.size(), MAX_INPUT);
    if (associatedData.size() > 0
        && (scheme == Scheme.RSA_OAEP_SHA256 || !new Encryption(scheme).isAuthenticated())) {
      throw new VaultException(
              ErrorCode.OPERATION_NOT_SUPPORTED, scheme + " binds no additional data")
          .atField("associatedData");
    }
  }

  private static <T> T possible(Refusal.Action<T> action) {
    try {
      return action.run();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The JVM lacks an algorithm, or the key is damaged", e);
    }
  }

  // Neither the cause nor a detail: what differs between wrong padding, tag and length is what an
  // attacker who may try ciphertexts wants to hear.
  private static SecretBytes opened(Refusal.Action<byte[]> action) {
    try {
      return SecretBytes.takeFrom(action.run());
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new VaultException(ErrorCode.CIPHERTEXT_INVALID);
    }
  }

  private static VaultException invalid(String field, String detail) {
    return new VaultException(ErrorCode.INPUT_INVALID, detail).atField(field);
  }
}
