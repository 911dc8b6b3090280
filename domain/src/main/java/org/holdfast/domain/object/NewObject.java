package org.holdfast.domain.object;

import java.util.Map;
import java.util.Set;
import org.holdfast.domain.access.WalletId;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.material.Algorithm;
import org.holdfast.domain.material.ObjectType;
import org.jspecify.annotations.Nullable;

/**
 * What is to be kept, without its material: checked as far as that goes without the vault.
 *
 * @param name checked by {@link ObjectNames}
 * @param algorithm of a key; null where the type has none, or where it is found in the material
 * @param bits of a key that the vault is to make; null for the algorithm's usual length
 * @param extractable false: the material never leaves the vault
 * @param attributes checked by {@link AttributeRules}
 * @param wallets the virtual wallets it goes in; empty for an endpoint's default wallet
 */
public record NewObject(
    String name,
    ObjectType type,
    @Nullable Algorithm algorithm,
    @Nullable Integer bits,
    boolean extractable,
    Map<String, String> attributes,
    Set<WalletId> wallets) {

  private static final int MAX_WALLETS = 32;

  /**
   * @throws VaultException {@link ErrorCode#INPUT_INVALID}, {@link ErrorCode#INPUT_MISSING} at the
   *     field
   */
  public NewObject {
    name = ObjectNames.checked(name);
    wallets = Set.copyOf(wallets);
    attributes = Map.copyOf(attributes);
    if (type == ObjectType.SYMMETRIC_KEY && algorithm == null) {
      throw new VaultException(ErrorCode.INPUT_MISSING, "a symmetric key has an algorithm")
          .atField("algorithm");
    }
    if (algorithm != null && (type == ObjectType.SECRET_DATA || type == ObjectType.OPAQUE_OBJECT)) {
      throw new VaultException(ErrorCode.INPUT_INVALID, "this type has no algorithm")
          .atField("algorithm");
    }
    if (!extractable && (type == ObjectType.CERTIFICATE || type == ObjectType.PUBLIC_KEY)) {
      throw new VaultException(ErrorCode.INPUT_INVALID, "public keys and certificates are public")
          .atField("extractable");
    }
    if (wallets.size() > MAX_WALLETS) {
      throw new VaultException(ErrorCode.INPUT_INVALID, "at most " + MAX_WALLETS + " wallets")
          .atField("wallets");
    }
  }

  /** An extractable object with nothing but its name, type and algorithm, in no virtual wallet. */
  public static NewObject of(String name, ObjectType type, @Nullable Algorithm algorithm) {
    return new NewObject(name, type, algorithm, null, true, Map.of(), Set.of());
  }

  /**
   * The attributes it begins with.
   *
   * @param found the algorithm that its material turned out to be of
   */
  public ObjectAttributes initialAttributes(@Nullable Algorithm found) {
    ObjectAttributes initial =
        ObjectAttributes.NONE.with(AttributeRules.check(type, found, attributes));
    AttributeRules.checkTogether(initial);
    return initial;
  }
}
