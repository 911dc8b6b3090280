package org.holdfast.domain.object;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.UUID;
import org.holdfast.domain.crypto.AesGcm;
import org.holdfast.domain.crypto.Sealed;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.material.ObjectType;
import org.holdfast.domain.object.WrappedDataKey.UnderMasterKey;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.domain.wallet.MasterKey;
import org.holdfast.domain.wallet.MasterKeyRing;

/**
 * How an object's material is encrypted: under a data key of its own, which the active master key
 * wraps, or the HSM. Material and data keys under a master key are AES-256-GCM. The associated data
 * binds the material to its object, version and type, and the data key to the master key besides: a
 * row that is moved, or put in place of another, does not open. Re-wrapping touches the data key
 * alone.
 */
public final class ObjectCipher {

  /**
   * What the associated data says.
   *
   * @param version of the material, from 1
   */
  public record Binding(ObjectId object, int version, ObjectType type) {}

  /** Encrypted material with its wrapped data key. */
  public record SealedMaterial(Sealed material, WrappedDataKey dataKey) {}

  private ObjectCipher() {}

  /** A fresh data key, for the caller to close. */
  public static SecretBytes newDataKey(SecureRandom random) {
    return SecretBytes.random(AesGcm.KEY_BYTES, random);
  }

  /** Encrypts material under a data key. */
  public static Sealed seal(
      Binding binding, SecretBytes material, SecretBytes dataKey, SecureRandom random) {
    return AesGcm.seal(dataKey, materialData(binding), material, random);
  }

  /**
   * Decrypts material, for the caller to close.
   *
   * @throws VaultException {@link ErrorCode#OBJECT_UNREADABLE} if anything was changed or moved
   */
  public static SecretBytes open(Binding binding, Sealed material, SecretBytes dataKey) {
    return AesGcm.open(dataKey, materialData(binding), material)
        .orElseThrow(() -> unreadable(binding));
  }

  /** Wraps a data key under the active master key. */
  public static UnderMasterKey wrap(
      Binding binding, SecretBytes dataKey, MasterKeyRing ring, SecureRandom random) {
    MasterKey masterKey = ring.active();
    return new UnderMasterKey(
        masterKey.id(),
        AesGcm.seal(masterKey.key(), dataKeyData(binding, masterKey.id()), dataKey, random));
  }

  /**
   * Unwraps a data key, for the caller to close.
   *
   * @throws VaultException {@link ErrorCode#OBJECT_UNREADABLE} if it was changed or moved, or the
   *     master key is not in the ring
   */
  public static SecretBytes unwrap(Binding binding, UnderMasterKey wrapped, MasterKeyRing ring) {
    return ring.find(wrapped.masterKey())
        .flatMap(
            masterKey ->
                AesGcm.open(
                    masterKey.key(), dataKeyData(binding, masterKey.id()), wrapped.sealed()))
        .orElseThrow(() -> unreadable(binding));
  }

  private static byte[] materialData(Binding binding) {
    return text(binding, "material").getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] dataKeyData(Binding binding, UUID masterKey) {
    return text(binding, "data key " + masterKey).getBytes(StandardCharsets.UTF_8);
  }

  private static String text(Binding binding, String purpose) {
    return "holdfast 1 "
        + binding.object()
        + ' '
        + binding.version()
        + ' '
        + binding.type()
        + ' '
        + purpose;
  }

  /** That the stored form of this version was changed. */
  public static VaultException unreadable(Binding binding) {
    return new VaultException(
        ErrorCode.OBJECT_UNREADABLE, binding.object() + " version " + binding.version());
  }
}
