package org.holdfast.domain.access;

import java.util.UUID;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.identifier.Identifiers;

/** Identity of a virtual wallet: a UUIDv7. */
public record WalletId(UUID value) {

  /**
   * @throws VaultException {@link ErrorCode#WALLET_UNKNOWN} if {@code text} is no identifier
   */
  public static WalletId parse(String text) {
    return new WalletId(Identifiers.parse(text, ErrorCode.WALLET_UNKNOWN));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
