package org.holdfast.domain.object;

import java.util.regex.Pattern;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.material.Algorithm;
import org.holdfast.domain.material.ObjectType;
import org.holdfast.domain.secret.SecretBytes;
import org.jspecify.annotations.Nullable;

/**
 * What is to be stored, without its material.
 *
 * @param algorithm of a symmetric key; null for secret data
 */
public record NewObject(String name, ObjectType type, @Nullable Algorithm algorithm) {

  /** Secret data of up to 1 MiB. */
  public static final int MAX_MATERIAL_BYTES = 1 << 20;

  private static final Pattern NAME = Pattern.compile("[^\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}]{1,255}");

  public NewObject {
    name = name.strip();
    if (!NAME.matcher(name).matches()) {
      throw new VaultException(
              ErrorCode.INPUT_INVALID, "a name has 1 to 255 characters, none of them control")
          .atField("name");
    }
    switch (type) {
      case SYMMETRIC_KEY -> {
        if (algorithm == null) {
          throw new VaultException(ErrorCode.INPUT_MISSING, "a symmetric key has an algorithm")
              .atField("algorithm");
        }
      }
      case SECRET_DATA -> {
        if (algorithm != null) {
          throw new VaultException(ErrorCode.INPUT_INVALID, "secret data has no algorithm")
              .atField("algorithm");
        }
      }
      case CERTIFICATE, PUBLIC_KEY, PRIVATE_KEY, OPAQUE_OBJECT ->
          throw new VaultException(ErrorCode.OBJECT_TYPE_NOT_SUPPORTED).atField("type");
    }
  }

  /**
   * Checks that the material fits.
   *
   * @throws VaultException {@link ErrorCode#OBJECT_MATERIAL_INVALID}
   */
  public void check(SecretBytes material) {
    if (material.size() == 0 || material.size() > MAX_MATERIAL_BYTES) {
      throw invalid("the material has 1 to " + MAX_MATERIAL_BYTES + " bytes");
    }
    if (algorithm != null && !algorithm.allows(material.size() * Byte.SIZE)) {
      throw invalid(
          "a key for %s has %s bits, not %d"
              .formatted(
                  algorithm.displayName(), algorithm.allowedBits(), material.size() * Byte.SIZE));
    }
  }

  private static VaultException invalid(String detail) {
    return new VaultException(ErrorCode.OBJECT_MATERIAL_INVALID, detail).atField("material");
  }
}
