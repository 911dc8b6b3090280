package org.holdfast.domain.credential;

import org.jspecify.annotations.Nullable;

/**
 * What a credential means.
 *
 * @param protection what will protect keys that are made with it
 * @param tokenName the softcard, card set or token that it logs in to; null for the module, or for
 *     the only token there is
 */
public record CredentialReading(KeyProtection protection, @Nullable String tokenName) {

  /** As a person reads it, such as {@code passphrase of the softcard or card set vault-ocs}. */
  public String words() {
    return switch (protection) {
      case TOKEN ->
          tokenName == null
              ? "credential of the only token there is"
              : "credential of the token " + tokenName;
      case MODULE -> "module passphrase: the module alone protects the key, and no card set";
      case SOFTCARD_OR_OCS -> "passphrase of the softcard or card set " + tokenName;
    };
  }
}
