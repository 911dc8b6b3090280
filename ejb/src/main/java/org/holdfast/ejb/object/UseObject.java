package org.holdfast.ejb.object;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import java.util.UUID;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.object.NewObject;
import org.holdfast.domain.object.ObjectId;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.SecretBytes;
import org.jspecify.annotations.Nullable;

/**
 * Uses a key in the vault, so that it need not leave: encrypt, decrypt, sign, verify, MAC, wrap,
 * unwrap. Data in and out has up to 1 MiB. Schemes are named by their identifier, null for the
 * key's own or its algorithm's usual one.
 *
 * <p>Each call throws {@link VaultException} {@link ErrorCode#OBJECT_UNKNOWN}, {@link
 * ErrorCode#VERSION_UNKNOWN}, {@link ErrorCode#STATE_NOT_ALLOWED}, {@link
 * ErrorCode#USE_NOT_ALLOWED}, {@link ErrorCode#OPERATION_NOT_SUPPORTED}, {@link
 * ErrorCode#VAULT_CLOSED}; decrypt and unwrap {@link ErrorCode#CIPHERTEXT_INVALID}.
 */
@Stateless
@RolesAllowed({Role.Names.KEY_ADMINISTRATOR, Role.Names.USER, Role.Names.ENDPOINT})
public class UseObject {

  /**
   * Encrypted data.
   *
   * @param version of the key, wanted to decrypt once the key is rotated
   * @param iv null where the scheme has none
   */
  public record Encrypted(int version, String scheme, @Nullable Bytes iv, Bytes ciphertext) {}

  /** A signature or MAC. */
  public record Signed(int version, String scheme, Bytes signature) {}

  public Encrypted encrypt(
      ObjectId id, @Nullable String scheme, SecretBytes plaintext, @Nullable Bytes additionalData) {
    throw new UnsupportedOperationException();
  }

  /**
   * @param version null for the current one
   * @return the plaintext, for the caller to close
   */
  public SecretBytes decrypt(
      ObjectId id,
      @Nullable Integer version,
      @Nullable String scheme,
      @Nullable Bytes iv,
      Bytes ciphertext,
      @Nullable Bytes additionalData) {
    throw new UnsupportedOperationException();
  }

  public Signed sign(ObjectId id, @Nullable String scheme, SecretBytes data) {
    throw new UnsupportedOperationException();
  }

  /** Whether the signature is the key's over that data. */
  public boolean verify(
      ObjectId id,
      @Nullable Integer version,
      @Nullable String scheme,
      SecretBytes data,
      Bytes signature) {
    throw new UnsupportedOperationException();
  }

  public Signed mac(ObjectId id, @Nullable String scheme, SecretBytes data) {
    throw new UnsupportedOperationException();
  }

  public boolean verifyMac(
      ObjectId id,
      @Nullable Integer version,
      @Nullable String scheme,
      SecretBytes data,
      Bytes mac) {
    throw new UnsupportedOperationException();
  }

  /** Wraps another object's current material; takes read access to it, and it be extractable. */
  public Encrypted wrap(ObjectId id, @Nullable String scheme, ObjectId wrapped) {
    throw new UnsupportedOperationException();
  }

  /**
   * Unwraps a symmetric key into a new object, without showing it.
   *
   * @param as the new object; its {@code PARENT} link names the wrapping key
   * @return its identifier
   */
  public UUID unwrap(
      ObjectId id,
      @Nullable Integer version,
      @Nullable String scheme,
      Bytes wrapped,
      NewObject as) {
    throw new UnsupportedOperationException();
  }
}
