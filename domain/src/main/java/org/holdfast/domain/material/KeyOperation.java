package org.holdfast.domain.material;

import java.util.EnumSet;
import java.util.Set;

/** What the vault does with a key for somebody who does not get to see it. */
public enum KeyOperation {
  ENCRYPT(Usage.ENCRYPT, true),
  DECRYPT(Usage.DECRYPT, false),
  SIGN(Usage.SIGN, false),
  VERIFY(Usage.VERIFY, true),
  MAC_GENERATE(Usage.MAC_GENERATE, false),
  MAC_VERIFY(Usage.MAC_VERIFY, false),
  WRAP(Usage.WRAP_KEY, true),
  UNWRAP(Usage.UNWRAP_KEY, false);

  private final Usage usage;
  private final boolean byPublicKey;

  KeyOperation(Usage usage, boolean byPublicKey) {
    this.usage = usage;
    this.byPublicKey = byPublicKey;
  }

  /** What the key's usage mask must hold; whoever calls {@link KeyOperations} checks it. */
  public Usage usage() {
    return usage;
  }

  /** The types of objects that can do it, if the algorithm is right. */
  public Set<ObjectType> types() {
    EnumSet<ObjectType> types = EnumSet.of(ObjectType.SYMMETRIC_KEY, ObjectType.PRIVATE_KEY);
    if (byPublicKey) {
      types.add(ObjectType.PUBLIC_KEY);
      types.add(ObjectType.CERTIFICATE);
    }
    return types;
  }
}
