package org.holdfast.domain.rootoftrust;

import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.hsm.HsmFault;
import org.holdfast.domain.hsm.HsmRejected;
import org.holdfast.domain.hsm.RootKeyFacts;
import org.holdfast.domain.hsm.TokenFacts;
import org.jspecify.annotations.Nullable;

/** What a Root of Trust key must be, read back from the token (S100, S101, B4). */
public final class RootKeyPolicy {

  private static final int BITS = 256;

  private RootKeyPolicy() {}

  /**
   * @param extractable whether {@code HSM_KEY_EXTRACTABLE="1"} allowed an extractable key
   * @throws HsmRejected {@link HsmFault#KEY_ATTRIBUTES_WRONG} naming the first attribute that is
   *     wrong
   */
  public static void require(RootKeyFacts key, boolean extractable) throws HsmRejected {
    requireThat(key.tokenObject(), key, "CKA_TOKEN is false");
    requireThat(key.privateObject(), key, "CKA_PRIVATE is false");
    requireThat(key.sensitive(), key, "CKA_SENSITIVE is false");
    requireThat(key.bits() == BITS, key, "CKA_VALUE_LEN is not 32");
    requireThat(key.local(), key, "CKA_LOCAL is false");
    requireThat(key.alwaysSensitive(), key, "CKA_ALWAYS_SENSITIVE is false");
    if (!extractable) {
      requireThat(!key.extractable(), key, "CKA_EXTRACTABLE is true");
      requireThat(key.neverExtractable(), key, "CKA_NEVER_EXTRACTABLE is false");
    }
  }

  /**
   * Checks that a key was made on the token that was asked for (B4).
   *
   * @param label as asked for; null if none was
   * @param asked the token as it was before the key was made
   * @param now the token on which the key is, found and read anew
   * @throws VaultException {@link ErrorCode#ROOT_KEY_ELSEWHERE} naming both
   */
  public static void requireToken(@Nullable String label, TokenFacts asked, TokenFacts now) {
    if (!asked.serial().equals(now.serial()) || (label != null && !label.equals(now.label()))) {
      throw new VaultException(
          ErrorCode.ROOT_KEY_ELSEWHERE,
          "asked for %s (serial %s); the key is on %s (serial %s)"
              .formatted(
                  label == null ? asked.label() : label,
                  asked.serial(),
                  now.label(),
                  now.serial()));
    }
  }

  private static void requireThat(boolean holds, RootKeyFacts key, String otherwise)
      throws HsmRejected {
    if (!holds) {
      throw new HsmRejected(HsmFault.KEY_ATTRIBUTES_WRONG, key.key() + ": " + otherwise);
    }
  }
}
