package org.holdfast.domain.object;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.domain.crypto.AesGcm;
import org.holdfast.domain.crypto.Sealed;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.material.ObjectType;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.domain.wallet.MasterKey;
import org.holdfast.domain.wallet.MasterKeyRing;

/**
 * How an object's material is encrypted: under a data key of its own, which the active master key
 * wraps. Both are AES-256-GCM. The associated data binds the material to its object, version and
 * type, and the data key to the master key besides: a row that is moved, or put in place of
 * another, does not open. Re-wrapping touches the data key alone.
 */
public final class ObjectCipher {

  /**
   * What the associated data says.
   *
   * @param version of the material, from 1
   */
  public record Binding(ObjectId object, int version, ObjectType type) {}

  /** A data key, wrapped by the master key with that id. */
  public record WrappedDataKey(UUID masterKey, Sealed sealed) {}

  /** Encrypted material with its wrapped data key. */
  public record SealedMaterial(Sealed material, WrappedDataKey dataKey) {}

  private ObjectCipher() {}

  /** Encrypts material under a fresh data key. */
  public static SealedMaterial seal(
      Binding binding, SecretBytes material, MasterKeyRing ring, SecureRandom random) {
    try (SecretBytes dataKey = SecretBytes.random(AesGcm.KEY_BYTES, random)) {
      return new SealedMaterial(
          AesGcm.seal(dataKey, materialData(binding), material, random),
          wrap(binding, dataKey, ring.active(), random));
    }
  }

  /**
   * Decrypts material, for the caller to close.
   *
   * @throws VaultException {@link ErrorCode#OBJECT_UNREADABLE} if anything was changed or moved, or
   *     the master key is not in the ring
   */
  public static SecretBytes open(Binding binding, SealedMaterial sealed, MasterKeyRing ring) {
    try (SecretBytes dataKey = unwrap(binding, sealed.dataKey(), ring)) {
      return AesGcm.open(dataKey, materialData(binding), sealed.material())
          .orElseThrow(() -> unreadable(binding));
    }
  }

  /** The same data key under the active master key; empty if it is there already. */
  public static Optional<WrappedDataKey> rewrap(
      Binding binding, WrappedDataKey wrapped, MasterKeyRing ring, SecureRandom random) {
    if (wrapped.masterKey().equals(ring.active().id())) {
      return Optional.empty();
    }
    try (SecretBytes dataKey = unwrap(binding, wrapped, ring)) {
      return Optional.of(wrap(binding, dataKey, ring.active(), random));
    }
  }

  private static WrappedDataKey wrap(
      Binding binding, SecretBytes dataKey, MasterKey masterKey, SecureRandom random) {
    return new WrappedDataKey(
        masterKey.id(),
        AesGcm.seal(masterKey.key(), dataKeyData(binding, masterKey.id()), dataKey, random));
  }

  private static SecretBytes unwrap(Binding binding, WrappedDataKey wrapped, MasterKeyRing ring) {
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
    return "holdfast 1 %s %d %s %s"
        .formatted(binding.object(), binding.version(), binding.type(), purpose);
  }

  private static VaultException unreadable(Binding binding) {
    return new VaultException(
        ErrorCode.OBJECT_UNREADABLE, binding.object() + " version " + binding.version());
  }
}
