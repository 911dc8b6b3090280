package org.holdfast.ejb.object;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.access.WalletId;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.material.Algorithm;
import org.holdfast.domain.object.NewObject;
import org.holdfast.domain.object.SecurityObject;
import org.holdfast.domain.secret.SecretBytes;
import org.jspecify.annotations.Nullable;

/** Makes security objects: of material that comes in, or of the vault's own making. */
@Stateless
@RolesAllowed({Role.Names.KEY_ADMINISTRATOR, Role.Names.USER, Role.Names.ENDPOINT})
public class CreateObject {

  /** Most objects in one call. */
  public static final int MAX_BULK = 100;

  /** A new object with its material, or with none for the vault to make it. */
  public record Item(NewObject object, @Nullable SecretBytes material) {}

  /** What a new key pair is to be. */
  public record NewPair(
      String privateName,
      String publicName,
      Algorithm algorithm,
      @Nullable Integer bits,
      boolean extractable,
      Map<String, String> attributes,
      Set<WalletId> wallets) {}

  /** A key pair; the two link to each other. */
  public record Pair(SecurityObject privateKey, SecurityObject publicKey) {}

  /**
   * Keeps material that comes in: raw bytes of symmetric keys, secret data and opaque objects; DER
   * or PEM of other keys and certificates.
   *
   * @param material stays the caller's
   * @param once null to make an object each time
   * @throws VaultException {@link ErrorCode#OBJECT_MATERIAL_INVALID}, {@link ErrorCode#KEY_WEAK},
   *     {@link ErrorCode#OBJECT_NAME_TAKEN}, {@link ErrorCode#VAULT_CLOSED}, {@link
   *     ErrorCode#WALLET_UNKNOWN}, {@link ErrorCode#GRANT_MISSING}, {@link
   *     ErrorCode#IDEMPOTENCY_KEY_REUSED}
   */
  public SecurityObject register(
      NewObject object, SecretBytes material, @Nullable IdempotencyKey once) {
    throw new UnsupportedOperationException();
  }

  /**
   * Makes a symmetric key in the vault, of randomness from the HSM and the JVM together.
   *
   * @throws VaultException as {@link #register}; {@link ErrorCode#ALGORITHM_NOT_SUPPORTED}
   */
  public SecurityObject create(NewObject object, @Nullable IdempotencyKey once) {
    throw new UnsupportedOperationException();
  }

  /** Makes a key pair in the vault. */
  public Pair createPair(NewPair pair, @Nullable IdempotencyKey once) {
    throw new UnsupportedOperationException();
  }

  /** All of them or none, in their order; at most {@link #MAX_BULK}. */
  public List<SecurityObject> createAll(List<Item> items, @Nullable IdempotencyKey once) {
    throw new UnsupportedOperationException();
  }
}
